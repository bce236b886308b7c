import { startRuntime } from "../support/start-runtime.ts";
import { addTool } from "./add-tool.ts";

/**
 * A process that is to be killed: it posts one message and says on its standard output how far it is. `TEST_TOOL_RETRY`
 * is what its tool, which never ends, allows; `TEST_WORKFLOW` what conducts its session.
 */
const variables = JSON.parse(process.env.TEST_VARIABLES ?? "{}") as Record<string, string>;
const troupe = await startRuntime(variables);
const say = (what: Record<string, unknown>) => process.stdout.write(`${JSON.stringify(what)}\n`);

addTool(
  troupe,
  "mark",
  (_, { effectId }) => {
    say({ effectId });
    return new Promise(() => {});
  },
  { retry: process.env.TEST_TOOL_RETRY === "safe" ? "safe" : "never" },
);
const { spool } = troupe.runtime.ports;
const write = spool.write.bind(spool);
spool.write = async (worker, pieces) => {
  await write(worker, pieces);
  const last = pieces.at(-1);
  say({ spooled: (last?.offset ?? 0) + (last?.text.length ?? 0) });
};

const workflow = process.env.TEST_WORKFLOW;
const sessionId = workflow
  ? (await troupe.runtime.openSession(troupe.principal, { workflow })).id
  : await troupe.open("user");
await troupe.post(sessionId, "Begin.");
say({ sessionId });
