// The real services that some tests need: finds them, and on a CI machine starts what is missing.
import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const isRoot = process.getuid?.() === 0;
const started = [];

export const services = [
  {
    name: "PostgreSQL",
    variable: "TEST_POSTGRES_URL",
    defaultUrl: "postgresql://postgres@127.0.0.1:5432/postgres",
    answers: async (url) => {
      const { Client } = (await import("pg")).default;
      const client = new Client({ connectionString: url, connectionTimeoutMillis: 3000 });
      try {
        await client.connect();
        await client.query("select 1");
        return true;
      } catch {
        return false;
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    start: startPostgres,
  },
  {
    name: "Redis",
    variable: "TEST_REDIS_URL",
    defaultUrl: "redis://127.0.0.1:6379",
    answers: (url) =>
      new Promise((resolve) => {
        const { hostname, port } = new URL(url);
        const socket = connect(Number(port || 6379), hostname.replace(/^\[|\]$/g, ""));
        const end = (answer) => {
          socket.destroy();
          resolve(answer);
        };
        socket.setTimeout(3000, () => end(false));
        socket.on("error", () => end(false));
        socket.on("connect", () => socket.write("PING\r\n"));
        // A server that asks for a password also answers, and is one.
        socket.on("data", (data) => end(/^(\+PONG|-NOAUTH)/.test(String(data))));
      }),
    start: startRedis,
  },
];

/** The services' addresses for the tests that need them, and the names of those that are not to be had. */
export async function findServices({ startMissing, say }) {
  const environment = {};
  const missing = [];
  for (const service of services) {
    const url = process.env[service.variable] || service.defaultUrl;
    let answers = await service.answers(url);
    if (!answers && startMissing && url === service.defaultUrl) {
      say(`${service.name} does not answer at ${url}; starting one…`);
      if (service.start()) answers = await within(20_000, () => service.answers(url));
    }
    // Tests read the variable: empty means that there is none.
    environment[service.variable] = answers ? url : "";
    if (!answers) missing.push({ ...service, url });
  }
  return { environment, missing };
}

export async function stopServices() {
  for (const { child, folder } of started.splice(0)) {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    if (child.exitCode === null && child.kill("SIGINT")) await ended;
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}

function startRedis() {
  if (!has("redis-server") && !aptInstall("redis-server")) return false;
  const flags = ["--port", "6379", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  started.push({ child: spawn("redis-server", flags, { stdio: "ignore" }) });
  return true;
}

/** A cluster of its own in a temporary folder, so that nobody's settings or data are touched. */
function startPostgres() {
  const programs = () =>
    globSync("/usr/lib/postgresql/*/bin/initdb")
      .sort()
      .at(-1)
      ?.replace(/initdb$/, "");
  if (!programs() && !aptInstall("postgresql")) return false;
  const bin = programs();
  if (!bin) return false;
  // PostgreSQL refuses to run as root.
  const user = isRoot ? { uid: idOf("-u"), gid: idOf("-g") } : {};
  const folder = mkdtempSync(join(tmpdir(), "troupe-postgres-"));
  if (isRoot) chownSync(folder, user.uid, user.gid);
  const options = { ...user, cwd: "/", stdio: ["ignore", "ignore", 2] };
  const data = join(folder, "data");
  const prepare = ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  if (spawnSync(`${bin}initdb`, prepare, options).status !== 0) return false;
  const flags = ["-D", data, "-p", "5432", "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"];
  started.push({ child: spawn(`${bin}postgres`, flags, { ...options, stdio: "ignore" }), folder });
  return true;
}

const idOf = (flag) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);

const has = (program) => process.env.PATH?.split(":").some((folder) => existsSync(join(folder, program)));

function aptInstall(name) {
  if (!has("apt-get")) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) => {
    const [command, ...rest] = isRoot ? ["apt-get", ...args] : ["sudo", "-n", "apt-get", ...args];
    return spawnSync(command, rest, { stdio: ["ignore", 2, 2], env }).status === 0;
  };
  return apt("update", "-qq") && apt("install", "-y", "-qq", "--no-install-recommends", name);
}

async function within(milliseconds, ask) {
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    if (await ask()) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}
