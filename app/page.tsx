import { redirect } from "next/navigation";
import { isFirstRun } from "./first-run.ts";

export const dynamic = "force-dynamic";

export default async function StartPage() {
  redirect((await isFirstRun()) ? "/welcome" : "/chat");
}
