import type { FullConfig } from "@playwright/test";
import { leaveWelcomeOut } from "./leave-welcome-out.ts";

/** Once the server that the specs share is ready. */
export default async function prepare({ projects }: FullConfig): Promise<void> {
  await leaveWelcomeOut(projects[0]?.use.baseURL ?? "");
}
