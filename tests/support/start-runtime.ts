import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { Command } from "../../lib/core/commands.ts";
import type { Recorded } from "../../lib/core/events.ts";
import type { SessionState } from "../../lib/core/state.ts";
import { assemble } from "../../server/assemble.ts";
import { type Env, readEnv } from "../../server/env.ts";
import { newId } from "../../server/new-id.ts";
import { type Principal, singleUser } from "../../server/runtime/authorize.ts";
import type { Runtime } from "../../server/runtime/create-runtime.ts";
import { checkGrammar } from "../core/log-grammar.ts";

/** What is to be done before the runtime begins to work. */
export type Prepare = (unstarted: { runtime: Runtime }) => void;

export interface StartedRuntime {
  runtime: Runtime;
  env: Env;
  principal: Principal;
  /** Another process's share of the work, as far as one process can play it: a second runtime on the same database. */
  another(variables?: Record<string, string>, prepare?: Prepare): Promise<StartedRuntime>;
  open(agent?: string): Promise<string>;
  send(sessionId: string, command: Command, commandId?: string): Promise<{ head: number; events: readonly Recorded[] }>;
  post(sessionId: string, content: string, more?: Partial<Extract<Command, { type: "message.post" }>>): Promise<string>;
  /** Resolves with the first state that fits. */
  until(sessionId: string, fits: (state: SessionState) => boolean): Promise<SessionState>;
  log(sessionId: string): Promise<Recorded[]>;
  /** Violations of the grammar over all of these sessions' logs. */
  violations(...sessionIds: string[]): Promise<string[]>;
  stop(graceMs?: number): Promise<void>;
}

/** The real runtime on a real database of its own; `variables` are what the environment would say. */
export async function startRuntime(variables: Record<string, string> = {}): Promise<StartedRuntime> {
  const folder = mkdtempSync(join(tmpdir(), "troupe-test-"));
  const started = await start({
    DATA_DIR: folder,
    LOG_LEVEL: "silent",
    DEMO_TOKENS_PER_SECOND: "0",
    OLLAMA_URL: "http://127.0.0.1:9",
    ...variables,
  });
  const { stop } = started;
  return {
    ...started,
    stop: async (graceMs) => {
      await stop(graceMs);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function start(variables: Record<string, string>, prepare: Prepare = () => {}): Promise<StartedRuntime> {
  const env = readEnv(variables);
  const { runtime, close } = await assemble(env, pino({ level: env.log.level }));
  prepare({ runtime });
  await runtime.start();
  const principal = singleUser;
  const log = (sessionId: string) => runtime.ports.log.read(sessionId, 0);
  const started: StartedRuntime = {
    runtime,
    env,
    principal,
    another: (more = {}, prepared) => start({ ...variables, ...more }, prepared),
    open: async (agent) => (await runtime.openSession(principal, agent ? { agent } : {})).id,
    send: (sessionId, command, commandId = newId("command")) =>
      runtime.dispatch(principal, sessionId, command, commandId),
    async post(sessionId, content, more = {}) {
      const { events } = await started.send(sessionId, { type: "message.post", content, ...more });
      const posted = events.find((event) => event.type === "message.posted");
      if (posted?.type !== "message.posted") throw new Error("no message was posted");
      return posted.message.id;
    },
    until: (sessionId, fits) =>
      new Promise((resolve, reject) => {
        const look = () => {
          runtime.sessions.read(sessionId).then((state) => {
            if (!fits(state)) return;
            unsubscribe();
            resolve(state);
          }, reject);
        };
        const unsubscribe = runtime.ports.bus.subscribe(sessionId, { events: look, live: () => {} });
        look();
      }),
    log,
    violations: async (...ids) =>
      (await Promise.all(ids.map(async (id) => checkGrammar(await log(id)).map((each) => `${id}: ${each}`)))).flat(),
    stop: async (graceMs = 0) => {
      await runtime.stop(graceMs);
      await close();
    },
  };
  return started;
}
