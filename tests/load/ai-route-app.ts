import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { root } from "../support/server-process.ts";

/** What people write by hand: `streamText` in a route handler of Next. */
const files = {
  "package.json": '{ "name": "bare-route", "private": true, "type": "module" }',
  "next.config.js": "export default { typescript: { ignoreBuildErrors: true } };",
  "app/layout.js": 'export default ({ children }) => <html lang="en"><body>{children}</body></html>;',
  "app/page.js": "export default () => <p>A bare route.</p>;",
  "app/api/chat/route.js": `import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { streamText } from "ai";

const provider = createOpenAICompatible({ name: "bench", baseURL: process.env.MODEL_URL });

export async function POST(request) {
  const { messages } = await request.json();
  return streamText({ model: provider("bench"), messages }).toUIMessageStreamResponse();
}
`,
};

const next = join(root, "node_modules", "next", "dist", "bin", "next");

/** Builds it for production in a folder of its own; it resolves its packages as the project does. */
export async function buildRouteApp(): Promise<{ folder: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "bare-route-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  // The other bundler does not follow a link that leads out of the folder.
  await promisify(execFile)(process.execPath, [next, "build", "--webpack"], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? "",
      HOME: process.env.HOME ?? "",
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      MODEL_URL: "",
    },
  });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export const nextStart = (folder: string, port: number): string[] => [
  next,
  "start",
  folder,
  "-H",
  "127.0.0.1",
  "-p",
  String(port),
];
