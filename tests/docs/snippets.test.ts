import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const run = promisify(execFile);
const pages = ["README.md", ...globSync("docs/*.md").sort()];

/** What runs against a server, in the order in which it is printed. */
function snippetsOf(page: string): { page: string; language: string; code: string }[] {
  return [...readFileSync(page, "utf8").matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)]
    .map(([, language = "", code = ""]) => ({ page, language, code }))
    .filter(({ language, code }) => language === "js" || (language === "sh" && code.includes("curl")));
}
const snippets = pages.flatMap(snippetsOf);

const folder = mkdtempSync(join(tmpdir(), "troupe-snippets-"));
let server: ReturnType<typeof spawn>;
let base = "";

beforeAll(async () => {
  server = spawn(process.execPath, ["--import", "tsx", "server/index.ts"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: "0",
      HOST: "127.0.0.1",
      DATA_DIR: folder,
      DEMO_TOKENS_PER_SECOND: "0",
      LOG_FORMAT: "json",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  base = await new Promise((resolve, reject) => {
    let printed = "";
    server.stdout?.on("data", (bytes: Buffer) => {
      printed += bytes.toString();
      const url = /ready in .*?(http:\/\/localhost:\d+)/.exec(printed)?.[1];
      if (url) resolve(url);
    });
    server.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${printed}`)));
  });
});

afterAll(async () => {
  server.kill("SIGTERM");
  if (server.exitCode === null) await once(server, "exit");
  rmSync(folder, { recursive: true, force: true });
});

const here = (snippet: string) => snippet.replaceAll("http://localhost:3000", base);

describe("the snippets of the README and of the guides, run as printed", () => {
  it("are found", () => {
    const count = (language: string) => snippets.filter((each) => each.language === language).length;
    expect(count("sh")).toBeGreaterThanOrEqual(9);
    expect(count("js")).toBeGreaterThanOrEqual(2);
  });

  it.each(snippets)("$page: $code", async ({ language, code }) => {
    const [program, flags] =
      language === "sh" ? ["bash", ["-euo", "pipefail", "-c"]] : [process.execPath, ["--input-type=module", "-e"]];
    const { stdout } = await run(program as string, [...(flags as string[]), here(code)]);
    expect(stdout).not.toContain('"code":');
    expect(stdout).toMatch(/42|careful|391|session\.opened|"items"|"status"|"agent":"general"|"state":"published"/);
  });
});
