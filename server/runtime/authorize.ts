import { AppError } from "../../lib/core/errors.ts";

/** Who asks. Every edge makes one, and every call that reads or changes something takes one. */
export interface Principal {
  userId: string;
  role: "admin" | "member";
}

/** The one person of declared single-user mode. */
export const singleUser: Principal = { userId: "local", role: "admin" };

export type Action = "read" | "write" | "administer";

/** What is asked for, by whose it is; `null` for what belongs to the installation (agents, models, the cache). */
export type Resource = { kind: "session" | "run" | "data"; ownerId: string } | { kind: "installation" };

/** The one question of every edge. Not found, never forbidden, for what is not yours. */
export function authorize(principal: Principal, action: Action, resource: Resource): void {
  if (resource.kind === "installation") {
    if (action === "read" || principal.role === "admin") return;
    throw new AppError("forbidden", "Only an administrator may change this.");
  }
  if (resource.ownerId !== principal.userId) throw new AppError("not_found", `There is no such ${resource.kind}.`);
}
