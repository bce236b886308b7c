import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Recorded } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import {
  type Call,
  nothingYet,
  openRuns,
  type SessionState,
  waitingMessages,
  waitsForPerson,
} from "../../lib/core/state.ts";
import { eventually, within } from "../support/eventually.ts";
import { freePort } from "../support/free-port.ts";
import { startProviderServer } from "../support/provider-server.ts";
import { buildServer } from "./build-server.ts";
import { checkEffects } from "./check-effects.ts";
import { checkSession } from "./check-session.ts";
import { openDatabase } from "./database.ts";
import { startFarSide } from "./far-side.ts";
import { type Figures, figuresOf } from "./figures.ts";
import { modelScript } from "./model-script.ts";
import type { ChaosOptions } from "./options.ts";
import { Person } from "./person.ts";
import { Random } from "./random.ts";
import { ok, Rest } from "./rest.ts";
import { sabotages } from "./sabotages.ts";
import { Victim } from "./victim.ts";

export interface ChaosReport {
  violations: string[];
  figures: Figures;
  /** What the servers complained of: worth reading, not wrong by itself. */
  complaints: Map<string, number>;
  lastLines: readonly string[];
}

/** How long everything may take to come to rest once nobody kills and nobody asks for more. */
const restMs = 90_000;
/** What waits for a person is answered in so many rounds at most: an answer may lead to the next question. */
const rounds = 30;

/** Kills a server again and again while people work with it, then looks whether anything was lost or happened twice. */
export async function chaos({ seconds, sessions, seed, database, sabotage, say }: ChaosOptions): Promise<ChaosReport> {
  const random = new Random(seed);
  const folder = mkdtempSync(join(tmpdir(), "troupe-chaos-"));
  const closing: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  try {
    const built = await buildServer(sabotage ? sabotages[sabotage] : undefined);
    closing.push(built.remove);
    const farSide = await startFarSide(random.fork(), 300);
    closing.push(farSide.close);
    const model = await startProviderServer(
      modelScript({ random: random.fork(), trouble: 0.06, farSideUrl: farSide.url }),
    );
    closing.push(model.close);
    const { databaseUrl, drop, check } = await openDatabase(database, folder);
    closing.push(drop);

    const victim = new Victim({
      script: built.script,
      port: await freePort(),
      random: random.fork(),
      variables: {
        DATA_DIR: folder,
        DATABASE_URL: databaseUrl,
        OPENAI_BASE_URL: `${model.url}/v1`,
        OPENAI_API_KEY: "sk-chaos",
        DEFAULT_MODEL_PROVIDER: "openai",
        MODEL_FIRST_CHUNK_TIMEOUT_MS: "1500",
        MODEL_CHUNK_TIMEOUT_MS: "1000",
        FETCH_ALLOW_HOSTS: farSide.host,
        GUARD_ALLOW_HOSTS: farSide.host,
        CHAOS_FAR_SIDE: farSide.url,
      },
    });
    closing.push(() => victim.kill("SIGKILL"));
    await victim.killNewborn(3);
    await victim.start();
    const rest = new Rest(victim.url);
    await makeAgent(rest);

    say(`The server stands; it is killed for ${seconds} seconds while ${sessions} people work with it.`);
    const until = performance.now() + seconds * 1_000;
    const isOver = () => performance.now() > until;
    const killing = victim.killAgainAndAgain(isOver);
    const people = await Promise.all(
      Array.from({ length: sessions }, async (_, index) => {
        const sessionId = await openSession(rest, `chaos-open-${seed}-${index}`);
        const person = new Person({
          url: victim.url,
          sessionId,
          rest,
          random: random.fork(),
          withStream: index % 4 === 0,
        });
        closing.push(() => person.close());
        closing.push(() => person.stream?.close());
        return person;
      }),
    );
    await Promise.all([killing, ...people.map((person) => person.live(isOver))]);

    const violations: string[] = [];
    const guarded = async (what: string, work: Promise<unknown>) => {
      try {
        await within(what, restMs, work);
        return true;
      } catch (error) {
        violations.push(error instanceof Error ? error.message : String(error));
        return false;
      }
    };
    say("Nobody kills any more. Everything comes to rest.");
    await guarded("the answers to all commands", Promise.all(people.map((person) => person.settled())));
    if (await guarded("runs that end or wait for a person", untilAtRest(rest, people))) {
      violations.push(...(await killWhileWaiting(victim, rest, people, say)));
      await guarded("runs that end after every answer", answerEverything(rest, people));
    }

    const logs = new Map<string, Recorded[]>();
    for (const { sessionId } of people) logs.set(sessionId, await rest.events(sessionId));
    await guarded("clients that know the whole log", untilAllKnow(people, logs));
    const summaries = new Map((await rest.sessions()).map((summary) => [summary.id, summary]));
    if (summaries.size !== people.length)
      violations.push(`${people.length} sessions were opened, the list has ${summaries.size}`);
    for (const person of people) {
      const { sessionId, sent, stream, windows } = person;
      violations.push(
        ...checkSession({
          sessionId,
          events: logs.get(sessionId) ?? [],
          sent,
          states: person.views.map((view) => view.state),
          summary: summaries.get(sessionId),
          streamed: stream?.seqs ?? null,
        }),
        ...person.violations.map((each) => `${sessionId}: ${each}`),
        ...windows.flatMap(({ texts }) => texts.violations.map((each) => `${sessionId}: ${each}`)),
      );
    }
    violations.push(...checkEffects([...logs.values()], farSide.effects));
    await victim.stop();
    violations.push(...victim.violations, ...(await check()));
    return {
      violations,
      figures: figuresOf({
        victim,
        people,
        logs: [...logs.values()],
        effects: farSide.effects,
        requests: model.requests.length,
      }),
      complaints: victim.complaints,
      lastLines: victim.lastLines,
    };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

async function makeAgent(rest: Rest): Promise<void> {
  const definition = {
    name: "chaos",
    instructions: "Do what the message says.",
    tools: [
      { name: "effect_once", approval: { when: [{ argument: "careful", is: "equal", value: true }] } },
      "effect_again",
      "fetch_url",
      "ask_user",
      "save_data",
    ],
    limits: { turns: 200, tokens: 10_000_000, seconds: 3_000 },
  };
  ok(await rest.post("/api/v1/agents", definition, "chaos-agent"));
}

async function openSession(rest: Rest, key: string): Promise<string> {
  return ok(await rest.post("/api/v1/sessions", { title: key, agent: "chaos" }, key)).id;
}

/** Every run has ended, is paused, waits for a person, or for a run that does. */
async function untilAtRest(rest: Rest, people: readonly Person[]): Promise<void> {
  const atRest = new Set(["waiting", "paused", "done", "failed", "cancelled", "limit"]);
  for (const { sessionId } of people) {
    await eventually(`${sessionId} at rest`, restMs, async () => {
      const runs = await rest.runs(sessionId);
      const open = new Set(runs.filter((run) => run.finishedAt === null).map((run) => run.id));
      const depends = (run: (typeof runs)[number]) => run.dependsOn?.some((id) => open.has(id)) === true;
      return runs.every((run) => atRest.has(run.status) || (run.status === "queued" && depends(run))) || undefined;
    });
  }
}

/** What waits for a person is still there after one more crash. */
async function killWhileWaiting(
  victim: Victim,
  rest: Rest,
  people: readonly Person[],
  say: (line: string) => void,
): Promise<string[]> {
  const waiting = async () => (await Promise.all(people.map(({ sessionId }) => pendingOf(rest, sessionId)))).flat();
  const before = await waiting();
  await victim.kill("SIGKILL");
  await victim.start();
  const after = await waiting();
  say(`${before.length} approvals and questions waited for a person when it was killed once more.`);
  return before
    .filter((each) => !after.includes(each))
    .map((each) => `${each} waited before a crash, and not after it`);
}

async function pendingOf(rest: Rest, sessionId: string): Promise<string[]> {
  const state = fold(await rest.events(sessionId), nothingYet);
  return pending(state).map((call) => `${sessionId}: call ${call.callId} (${call.status})`);
}

function pending(state: SessionState): Call[] {
  return openRuns(state).flatMap((run) => run.calls.filter(waitsForPerson));
}

/** Lets what is paused go on, and answers what waits in both windows at once, until nothing is open any more. */
async function answerEverything(rest: Rest, people: readonly Person[]): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    await untilAtRest(rest, people);
    const states = await Promise.all(
      people.map(async (person) => ({ person, state: fold(await rest.events(person.sessionId), nothingYet) })),
    );
    const open = states.filter(({ state }) => openRuns(state).length + waitingMessages(state).length > 0);
    if (open.length === 0) return;
    await Promise.all(
      open.flatMap(({ person, state }) => [
        ...(state.status === "paused" ? [person.sayTwice({ type: "session.change", status: "active" })] : []),
        ...openRuns(state)
          .filter((run) => run.paused)
          .map((run) => person.sayTwice({ type: "run.resume", runId: run.id })),
        ...pending(state).map((call) => person.sayTwice(person.answer(call))),
      ]),
    );
  }
  throw new Error(`after ${rounds} rounds of answers something was still open`);
}

async function untilAllKnow(people: readonly Person[], logs: ReadonlyMap<string, Recorded[]>): Promise<void> {
  for (const { sessionId, windows, stream } of people) {
    const head = logs.get(sessionId)?.length ?? 0;
    const everyWindow = () => windows.every(({ client }) => client.current.state.head >= head);
    await eventually(`all of ${sessionId} in every window`, 10_000, () => everyWindow() || undefined);
    if (stream) await eventually(`all of ${sessionId} in its stream`, 10_000, () => stream.last >= head || undefined);
  }
}
