import { type Principal, singleUser } from "../runtime/authorize.ts";

/** Whom a page is drawn for. In single-user mode there is one person. */
export async function pagePrincipal(): Promise<Principal> {
  return singleUser;
}
