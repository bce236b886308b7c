import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The version that the project's package.json names. The server is always started in the project's folder. */
export const packageVersion: string = readVersion();

function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(process.cwd(), "package.json"), "utf8")) as { version: string };
  return version;
}
