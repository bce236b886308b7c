import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const run = promisify(execFile);
const readme = readFileSync("README.md", "utf8");
const blocks = (language: string) =>
  [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)]
    .filter((match) => match[1] === language)
    .map((match) => match[2] as string);

const folder = mkdtempSync(join(tmpdir(), "troupe-readme-"));
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

describe("the README's snippets, run as printed", () => {
  it("has them in both languages", () => {
    expect(blocks("sh").filter((block) => block.includes("curl"))).toHaveLength(3);
    expect(blocks("js")).toHaveLength(1);
  });

  it.each(blocks("sh").filter((block) => block.includes("curl")))("%s", async (snippet) => {
    const { stdout } = await run("bash", ["-euc", here(snippet)]);
    expect(stdout).not.toContain('"code":');
    expect(stdout).toMatch(/42|careful/);
  });

  it.each(blocks("js"))("%s", async (snippet) => {
    const { stdout } = await run(process.execPath, ["--input-type=module", "-e", here(snippet)]);
    expect(stdout).toContain("42");
  });
});
