import type { AgentDefinition } from "../../lib/agents/agent.ts";
import type { EventOf, EventType, Recorded } from "../../lib/core/events.ts";
import { type Call, openRuns, type Run, type SessionState } from "../../lib/core/state.ts";
import type { Provider } from "../../server/db/provider.ts";
import { openTestDatabase, testProviders } from "../support/database.ts";
import {
  type ProviderRequest,
  type ProviderServer,
  type Script,
  type ScriptedReply,
  startProviderServer,
} from "../support/provider-server.ts";
import { publishAgent } from "../support/publish-agent.ts";
import { type StartedRuntime, startRuntime } from "../support/start-runtime.ts";

/** SQLite always; PostgreSQL where the environment names one. */
export const databases: Provider[] = testProviders.filter(
  (provider) => provider === "sqlite" || process.env.TEST_POSTGRES_URL !== undefined,
);

export interface Stage extends StartedRuntime {
  /** The network's far end. */
  far: ProviderServer;
  publish(definition: Omit<AgentDefinition, "instructions"> & { instructions?: string }): Promise<void>;
}

/** The real runtime on a database of its own, with a model server of the test's own as its only provider. */
export async function startStage(
  provider: Provider = "sqlite",
  script: Script = { text: "Done." },
  variables: Record<string, string> = {},
): Promise<Stage> {
  const far = await startProviderServer(script);
  const database = provider === "sqlite" ? null : await openTestDatabase(provider);
  const troupe = await startRuntime({
    ...(database && { DATABASE_URL: database.url }),
    ...talkingTo(far),
    ...variables,
  });
  return {
    ...troupe,
    far,
    async publish(definition) {
      await publishAgent(troupe, { instructions: "You are a test.", ...definition });
    },
    async stop(graceMs) {
      await troupe.stop(graceMs);
      await far.close();
      await database?.drop();
    },
  };
}

export function talkingTo(far: ProviderServer): Record<string, string> {
  return { DEFAULT_MODEL_PROVIDER: "openai", OPENAI_API_KEY: "sk-test", OPENAI_BASE_URL: `${far.url}/v1` };
}

/** The far end uses this tool at first, and says this when it has read the result. */
export function usesOnce(tool: string, args: unknown, then = "Done."): Script {
  return (request) => (lastRole(request) === "tool" ? { text: then } : { calls: [{ tool, arguments: args }] });
}

export function lastRole(request: ProviderRequest): string {
  return request.body.messages.at(-1).role;
}

/** What the model was given last: the result of its call, or what a person said. */
export function lastHeard(request: ProviderRequest | undefined): string {
  return String(request?.body.messages.at(-1).content);
}

/** All that the model was given, as one text. */
export function allHeard(request: ProviderRequest | undefined): string {
  return request?.body.messages.map((message: { content: string }) => message.content).join("\n");
}

/** Words without end, slowly: until the connection is closed. */
export const endless: ScriptedReply = { tokens: 5_000, tokensPerSecond: 200 };

export const allOver = (state: SessionState): boolean => state.runs.length > 0 && openRuns(state).length === 0;

export function lastRun(state: SessionState): Run {
  const run = state.runs.at(-1);
  if (!run) throw new Error("there is no run");
  return run;
}

export function lastCall(state: SessionState): Call | undefined {
  return state.runs.at(-1)?.calls.at(-1);
}

export function ofType<T extends EventType>(events: readonly Recorded[], type: T): Recorded<EventOf<T>>[] {
  return events.filter((event) => event.type === type) as Recorded<EventOf<T>>[];
}

/** Resolves when something of a reply has been seen. */
export function firstGlimpse({ runtime }: StartedRuntime, sessionId: string): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = runtime.ports.bus.subscribe(sessionId, {
      events: () => {},
      live(live) {
        if (!live.some((each) => each.type === "text.delta")) return;
        unsubscribe();
        resolve();
      },
    });
  });
}

/** Plays a process that is as good as dead: it is not heard of and writes nothing, until the given function wakes it. */
export async function freeze({ runtime }: StartedRuntime): Promise<() => void> {
  const { log, workers, spool, worker } = runtime.ports;
  const woken = Promise.withResolvers<void>();
  const append = log.append.bind(log);
  const read = log.read.bind(log);
  log.append = (entry) => woken.promise.then(() => append(entry));
  log.read = (...asked) => woken.promise.then(() => read(...asked));
  log.heads = () => woken.promise.then(() => new Map());
  spool.trim = () => woken.promise;
  workers.beat = async () => {};
  await workers.leave(worker);
  return woken.resolve;
}
