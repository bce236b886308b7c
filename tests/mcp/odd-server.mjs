// An MCP server over stdio, by hand: it does what good servers do not. Its tools are named for what they do.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

const names = ["grow", "big", "rude", "flood", "orphan", "crash", "hang", "show", "progress", "fail", "ask", "later"];
// Names of tools that are names in every object too.
const oddNames = ["constructor", "__proto__"];
const cancelled = [];
const questions = new Map();
let calls = 0;

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
const deep = JSON.parse(`${'{"a":'.repeat(500)}1${"}".repeat(500)}`);
const tool = (name) => ({
  name,
  description: `Does ${name}.`,
  inputSchema: { type: "object", properties: { size: { type: "integer" } }, additionalProperties: false },
});

const deeds = {
  grow() {
    names.push(`grown_${names.length}`);
    send({ method: "notifications/tools/list_changed" });
    return text("grown");
  },
  big: ({ size = 1 }) => text("x".repeat(size)),
  rude() {
    process.stdout.write('this is not JSON\n{"jsonrpc":"2.0","id":99999,"result":{}}\n\n[]\n');
    return text("survived");
  },
  flood() {
    process.stdout.write("y".repeat(20 * 1024 * 1024));
  },
  orphan() {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    return text(String(child.pid));
  },
  crash() {
    console.error("I have had enough");
    process.exit(3);
  },
  hang() {},
  show: (_args, meta) =>
    text(JSON.stringify({ env: process.env, cwd: process.cwd(), meta, cancelled, calls, argv: process.argv.slice(2) })),
  progress(_args, meta) {
    for (let done = 1; done <= 1000; done++) {
      send({
        method: "notifications/progress",
        params: { progressToken: meta.progressToken, progress: done, total: 1000, message: `step ${done}` },
      });
    }
    return text("all done");
  },
  /** Asks the person through the client, and tells what came back. */
  ask(_args, _meta, id) {
    const requestedSchema = { type: "object", properties: { size: { type: "integer" } }, required: ["size"] };
    questions.set(`q${id}`, (result) => send({ id, result: text(JSON.stringify(result)) }));
    send({ id: `q${id}`, method: "elicitation/create", params: { message: "Which size?", requestedSchema } });
  },
  /** Answers when something was asked, and the client has had time to put it. */
  later(_args, _meta, id) {
    const wait = () => (questions.size > 0 ? send({ id, result: text('"later"') }) : setImmediate(wait));
    wait();
  },
  fail: () => ({ content: [{ type: "text", text: "The lake is frozen." }], isError: true }),
};

function text(content) {
  return { content: [{ type: "text", text: content }] };
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params, result: answer, error } = JSON.parse(line);
  if (questions.has(id)) return questions.get(id)(answer ?? error);
  if (method === "initialize") {
    const capabilities = { tools: { listChanged: true } };
    const serverInfo = { name: "odd", version: "1.2.3" };
    return send({ id, result: { protocolVersion: params.protocolVersion, capabilities, serverInfo } });
  }
  if (method === "notifications/cancelled") return void cancelled.push(params.requestId);
  if (method === "ping") return send({ id, result: {} });
  if (method === "tools/list")
    return send({
      id,
      result: {
        tools: [
          ...[...names, ...oddNames].map(tool),
          { ...tool("deep"), inputSchema: { type: "object", properties: deep } },
        ],
      },
    });
  if (method === "tools/call") {
    calls++;
    const result = deeds[params.name]?.(params.arguments ?? {}, params._meta ?? {}, id) ?? undefined;
    if (result) send({ id, result });
    return;
  }
  if (id !== undefined) send({ id, error: { code: -32601, message: "no such method" } });
});
process.stdin.on("end", () => process.exit(0));
