import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

export interface ChildCommand {
  command: string;
  args: string[];
}

/** Deep results make the engine use much of the stack; the engine's own limit must be the first that is reached. */
const flags = [
  "--permission",
  "--disable-warning=ExperimentalWarning",
  "--max-old-space-size=256",
  "--stack-size=3000",
];
const packages = ["quickjs-emscripten-core", "@jitl"];

/**
 * A child that may start nothing, write nothing, and read its own code only. Where the system lets us (bubblewrap, and
 * user namespaces to use it), it is also alone: no network, no other processes, no files but those. Where there are such
 * namespaces and no bubblewrap, `unshare` at least leaves it without a network.
 */
export async function childCommand(bwrap = "bwrap", unshare = "unshare"): Promise<ChildCommand & { wrapped: boolean }> {
  const plain = plainCommand();
  for (const [command, flags] of [
    [bwrap, wrapping(plain.files)],
    [unshare, withoutNetwork],
  ] as const) {
    if (await endsWell(command, [...flags, plain.command, "--version"]))
      return { command, args: [...flags, plain.command, ...plain.args], wrapped: true };
  }
  return { ...plain, wrapped: false };
}

/** It becomes the child itself, so whoever kills it kills the child. A namespace that is new has no device but a loopback that is down. */
const withoutNetwork = ["--user", "--map-current-user", "--net", "--ipc", "--uts"];

function plainCommand(): ChildCommand & { files: string[] } {
  const here = import.meta.dirname;
  const bundled = join(here, "sandbox-child.js");
  const isBundled = existsSync(bundled);
  const entry = isBundled ? bundled : join(here, "sandbox-child.ts");
  let root = here;
  while (!existsSync(join(root, "node_modules")) && root !== dirname(root)) root = dirname(root);
  const modules = packages.map((name) => join(root, "node_modules", name));
  // Node reads the nearest package.json to learn what kind of modules these are.
  const files = [isBundled ? entry : here, join(root, "package.json"), ...modules];
  const readable = files.map((path) => `--allow-fs-read=${path}`);
  return { command: process.execPath, args: [...flags, ...readable, entry], files };
}

function wrapping(files: string[]): string[] {
  const system = ["/usr", "/lib", "/lib64", "/etc/ld.so.cache", process.execPath].filter((path) => existsSync(path));
  return [
    ...["--unshare-all", "--die-with-parent", "--new-session", "--clearenv"],
    ...["--proc", "/proc", "--dev", "/dev"],
    ...[...system, ...files].flatMap((path) => ["--ro-bind", path, path]),
    ...["--chdir", "/"],
  ];
}

function endsWell(command: string, args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: {} as NodeJS.ProcessEnv, stdio: "ignore", timeout: 5_000 });
    child.on("error", () => resolve(false));
    child.on("exit", (code) => resolve(code === 0));
  });
}
