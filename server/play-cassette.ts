import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { canonical } from "../lib/core/canonical.ts";
import type { Command } from "../lib/core/commands.ts";
import type { EventOf, Recorded } from "../lib/core/events.ts";
import { endings } from "../lib/core/fork.ts";
import { fold } from "../lib/core/reduce.ts";
import { settle } from "../lib/core/settle.ts";
import { openRuns, type SessionState, waitsForPerson } from "../lib/core/state.ts";
import { actsOf } from "../lib/replay/acts.ts";
import type { Cassette, DefinitionEntry, TapedPerson } from "../lib/replay/cassette.ts";
import { type FirstDifference, type Verdict, verdictOf } from "../lib/replay/verdict.ts";
import { assemble } from "./assemble.ts";
import { readEnv } from "./env.ts";
import { newId } from "./new-id.ts";
import { tapedModels } from "./replay/taped-model.ts";
import { tapedSource, tapedUse } from "./replay/taped-tools.ts";
import { singleUser } from "./runtime/authorize.ts";
import { awaitState } from "./runtime/await-answer.ts";
import type { Runtime } from "./runtime/create-runtime.ts";

const patienceMs = 60_000;

/**
 * Runs a recorded run once more through the real runtime, on a database of its own that is thrown away, with models and
 * tools that answer from the cassette: nothing leaves the process. `definitions` take the place of those that it was
 * recorded with.
 */
export async function playCassette(cassette: Cassette, definitions: readonly DefinitionEntry[] = []): Promise<Verdict> {
  let noticed: FirstDifference | null = null;
  const notice = (difference: FirstDifference) => {
    if (!noticed || difference.step < noticed.step) noticed = difference;
  };
  const folder = mkdtempSync(join(tmpdir(), "troupe-replay-"));
  const env = readEnv({ DATA_DIR: folder, DEFAULT_MODEL_PROVIDER: "demo", FETCH_ALLOW_HOSTS: "*" });
  const { runtime, close } = await assemble(env, pino({ level: "silent" }), {
    models: tapedModels(cassette, notice),
    tools: tapedSource(cassette),
    useTool: (real) => tapedUse(cassette, real, notice),
  });
  try {
    const own = cassette.definitions.map(
      (each) => definitions.find(({ kind, name }) => kind === each.kind && name === each.name) ?? each,
    );
    for (const each of own) await publish(runtime, each);
    await runtime.world.refresh();
    await runtime.start();
    const state = await play(runtime, cassette);
    if (!state) {
      const what = `It was not over within ${patienceMs / 1000} seconds`;
      return { passed: false, step: 0, where: "The run", what, expected: "", got: "" };
    }
    return verdictOf(cassette.acts, actsOf(state, cassette.runId), noticed);
  } finally {
    await runtime.stop(0);
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is told from outside the log is not on the cassette: files, and what was saved for the person. */
async function publish(runtime: Runtime, { kind, name, body }: DefinitionEntry): Promise<void> {
  const { definitions } = runtime.ports;
  const create = (await definitions.get(kind, name)) === null;
  const { memory: _memory, ...rest } = body;
  await definitions.change(kind, name, { do: "publish", body: rest, note: "", ...(create && { create }) }, "system");
}

/** Null where it does not come to an end. */
async function play(runtime: Runtime, cassette: Cassette): Promise<SessionState | null> {
  const { sessionId } = cassette;
  const { bus, now } = runtime.ports;
  const answered = new Set<string>();
  const people = [...cassette.people];
  const unwatch = runtime.onSessionChange((_id, _owner, state) => {
    for (const command of state ? answersIn(state, people, answered) : [])
      void runtime.dispatch(singleUser, sessionId, command, newId("command")).catch(() => {});
  });
  const { state, events } = await beginning(runtime, cassette, now().toISOString());
  await runtime.world.prepare(state);
  await runtime.sessions.adopt(sessionId, state, events);
  const over = await awaitState(runtime.sessions, bus, sessionId, patienceMs, (each) =>
    openRuns(each).length === 0 ? each : undefined,
  );
  unwatch();
  return over;
}

/** The session as it was, but that nobody else is at work in it, and with the versions that are published here. */
async function beginning(
  runtime: Runtime,
  { events }: Cassette,
  at: string,
): Promise<{ state: SessionState; events: Recorded[] }> {
  const by = singleUser.userId;
  const before = events.slice(0, -1).map((event): Recorded => {
    if (event.type === "session.opened") {
      const { agentVersion: _version, ...opened } = event;
      return { ...opened, ownerId: by, expiresAt: null };
    }
    if (event.type !== "session.changed") return event;
    const { agentVersion: _version, ...changed } = event;
    return changed;
  });
  const given = { at, by, newId, world: runtime.world };
  const then = fold(before);
  const settled = settle(then, endings(then, openRuns(then), given), given);
  const queued = events.at(-1) as Recorded<EventOf<"run.queued">>;
  const { agent, conducts } = queued;
  const { world } = runtime;
  const agentVersion = (conducts ? world.conductor(agent) : world.agent(agent))?.version ?? 0;
  const last: Recorded = { ...queued, agentVersion, seq: settled.state.head + 1, at };
  const all = [...before, ...settled.events, last];
  return { state: fold(all), events: all };
}

/** What people said then, to whatever waits for them now; a yes where nothing else is known. */
function answersIn(state: SessionState, people: TapedPerson[], answered: Set<string>): Command[] {
  const waiting = openRuns(state)
    .flatMap((run) => run.calls)
    .filter((call) => waitsForPerson(call) && !answered.has(call.callId));
  return waiting.map((call): Command => {
    const { callId } = call;
    answered.add(callId);
    const place = people.findIndex(
      (each) => each.tool === call.tool && canonical(each.arguments) === canonical(call.arguments),
    );
    const did = place < 0 ? {} : (people.splice(place, 1)[0]?.did ?? {});
    if ("denied" in did) return { type: "tool.deny", callId, reason: did.denied || "No." };
    if (call.status === "awaiting-answer")
      return { type: "question.answer", callId, answer: "answered" in did ? did.answered : "" };
    const changed = "approved" in did ? did.approved : undefined;
    return { type: "tool.approve", callId, ...(changed !== undefined && { arguments: changed }) };
  });
}
