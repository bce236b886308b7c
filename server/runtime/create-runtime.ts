import type { Command } from "../../lib/core/commands.ts";
import { close, decide } from "../../lib/core/decide.ts";
import { AppError } from "../../lib/core/errors.ts";
import type { Recorded } from "../../lib/core/events.ts";
import type { WhileRunning } from "../../lib/core/fields.ts";
import { fork } from "../../lib/core/fork.ts";
import type { Partial } from "../../lib/core/live.ts";
import { findRun, openRuns, openTurn, type SessionState } from "../../lib/core/state.ts";
import { untitled } from "../../lib/core/title.ts";
import type { Given, World } from "../../lib/core/world.ts";
import type { DashboardStore } from "../../lib/dashboards/dashboard-store.ts";
import type { PreferenceStore } from "../../lib/people/preferences.ts";
import type { ApiImports } from "../ports/api-imports.ts";
import type { Bus, BusListener } from "../ports/bus.ts";
import type { Cache } from "../ports/cache.ts";
import type { CassettePlayer } from "../ports/cassette-player.ts";
import type { CaseResults, CaseTesters, DefinitionCases, DefinitionChecks, Definitions } from "../ports/definitions.ts";
import type { FigureBook } from "../ports/figures.ts";
import type { Functions } from "../ports/functions.ts";
import type { Lists, Search } from "../ports/lists.ts";
import type { EventLog, Spool, Workers } from "../ports/log.ts";
import type { McpServers } from "../ports/mcp-servers.ts";
import type { Models } from "../ports/models.ts";
import type { Files, IdempotencyKeys, ShareLinks, UserData } from "../ports/people.ts";
import type { RunQueue } from "../ports/run-queue.ts";
import type { Secrets } from "../ports/secrets.ts";
import type { ToolRules } from "../ports/tool-rules.ts";
import type { ToolRecords, Tools, UseTool } from "../ports/tools.ts";
import { AnomalyWatch } from "./anomaly-watch.ts";
import { agentFor, workflowFor } from "./asked-versions.ts";
import { checkAttachments } from "./attached-files.ts";
import { authorize, type Principal } from "./authorize.ts";
import { awaitRun } from "./await-answer.ts";
import { denyExpired } from "./deny-expired.ts";
import { derivedSessionId } from "./derived-id.ts";
import { expireSessions } from "./expire-sessions.ts";
import { watchForeignChanges } from "./foreign-changes.ts";
import { keepCorrection } from "./keep-correction.ts";
import { createLiveWorld, type LiveWorld } from "./live-world.ts";
import type { Metrics } from "./metrics.ts";
import { OpenTurns } from "./open-turns.ts";
import { PersonCourses } from "./person-courses.ts";
import { refreshAgents } from "./refresh-agents.ts";
import { rerunIn, rerunRun, type WantedRerun } from "./rerun-run.ts";
import { RunWorkers } from "./run-workers.ts";
import { type Change, Sessions } from "./sessions.ts";
import { testAgent } from "./test-agent.ts";
import { testRouting } from "./test-routing.ts";
import type { Workbench } from "./workbench.ts";

/** Everything that the runtime stands on. `createRuntime(ports)` is all the wiring there is. */
export interface Ports {
  log: EventLog;
  lists: Lists;
  search: Search;
  figures: FigureBook;
  bus: Bus;
  queue: RunQueue;
  cache: Cache;
  spool: Spool;
  workers: Workers;
  models: Models;
  tools: Tools;
  useTool: UseTool;
  definitions: Definitions;
  definitionCases: DefinitionCases;
  caseResults: CaseResults;
  checks: DefinitionChecks;
  /** For kinds whose cases need no session. */
  testers?: CaseTesters;
  functions: Functions;
  records: ToolRecords;
  userData: UserData;
  preferences: PreferenceStore;
  dashboards: DashboardStore;
  files: Files;
  shares: ShareLinks;
  secrets: Secrets;
  mcp: McpServers;
  apis: ApiImports;
  toolRules: ToolRules;
  player: CassettePlayer;
  idempotency: IdempotencyKeys;
  judge: World["judge"];
  seal: NonNullable<World["seal"]>;
  /** Counts and reports; made before the runtime because it also looks at the queue. */
  metrics: (openTurns: () => number) => Metrics;
  worker: string;
  newId: Given["newId"];
  now: () => Date;
  monotonic: () => number;
  limits: {
    maxContextTokens: number | null;
    compressionThreshold: number;
    approvalMs: number | null;
    toolsInContext: number;
  };
}

export interface NewSession {
  title?: string;
  agent?: string;
  workflow?: string;
  tags?: string[];
  whileRunning?: WhileRunning;
  variables?: Record<string, string>;
  agentVersion?: number | null;
  workflowVersion?: number | null;
  expiresAt?: string | null;
}

/** Hears the newest state of a session, of whoever it is, and null once it is deleted. Must not throw and must not wait. */
export type SessionWatcher = (
  sessionId: string,
  ownerId: string,
  state: SessionState | null,
  events: readonly Recorded[],
) => void;

/** What the edges call. Each method that names a principal checks what that principal may. */
export interface Runtime {
  readonly ports: Ports;
  readonly world: LiveWorld;
  readonly metrics: Metrics;
  readonly sessions: Sessions;
  /** What is otherwise than usual in the installation. */
  readonly anomalies: AnomalyWatch;
  /** How figures of one person went, for boards. */
  readonly people: PersonCourses;
  openSession(
    principal: Principal,
    wanted: NewSession,
    commandId?: string,
  ): Promise<{ id: string; state: SessionState }>;
  /** A session of its own that begins with this one's events up to `seq`. */
  forkSession(
    principal: Principal,
    from: { sessionId: string; seq: number },
    title?: string,
    commandId?: string,
  ): Promise<{ id: string; state: SessionState }>;
  /** A session of its own in which a run of this one is done again, from its start or from one of its steps. */
  rerun(
    principal: Principal,
    sessionId: string,
    wanted: WantedRerun,
    commandId?: string,
  ): Promise<{ id: string; runId: string; state: SessionState }>;
  dispatch(principal: Principal, sessionId: string, command: Command, commandId: string): Promise<Change>;
  state(principal: Principal, sessionId: string): Promise<SessionState>;
  events(principal: Principal, sessionId: string, after: number, limit?: number): Promise<Recorded[]>;
  /** Subscribe first, read second: that way nothing falls in between. */
  subscribe(principal: Principal, sessionId: string, listener: BusListener): Promise<() => void>;
  partials(sessionId: string): Partial[];
  /** Tells of every change of every session that this process makes or hears of. */
  onSessionChange(watcher: SessionWatcher): () => void;
  /** Runs a case against a body that need not be published. */
  readonly testers: CaseTesters;
  /** Cancels what is open, then deletes everything of the session. */
  deleteSession(principal: Principal, sessionId: string): Promise<void>;
  start(): Promise<void>;
  stop(graceMs: number): Promise<void>;
  readonly openTurns: number;
  readonly stopping: boolean;
}

/** A worker hears of a cancel within two seconds; a deletion waits for it a little longer, then deletes all the same. */
const deletionPatienceMs = 5_000;

export async function createRuntime(ports: Ports): Promise<Runtime> {
  const { log, lists, bus, queue, newId, now } = ports;
  const world = await createLiveWorld({
    definitions: ports.definitions,
    models: ports.models,
    judge: ports.judge,
    seal: ports.seal,
    ...ports.limits,
  });
  let turns: OpenTurns | null = null;
  const metrics = ports.metrics(() => turns?.count ?? 0);
  const onTrouble = metrics.observer.trouble;
  turns = new OpenTurns({
    bus,
    spool: ports.spool,
    worker: ports.worker,
    monotonic: ports.monotonic,
    onTrouble,
  });

  const watchers = new Set<SessionWatcher>();
  let workers: RunWorkers | null = null;
  const sessions: Sessions = new Sessions({
    log,
    bus,
    world,
    newId,
    now,
    onChange(sessionId, state, events) {
      workers?.onChange(sessionId, state, events);
      ports.figures.note(sessionId, state, events);
      for (const watch of watchers) watch(sessionId, state.ownerId, state, events);
    },
    onTrouble,
  });
  const bench: Workbench = {
    ...ports,
    sessions,
    turns,
    world,
    toolsInContext: ports.limits.toolsInContext,
    observe: metrics.observer,
  };
  workers = new RunWorkers(bench, queue, lists);
  const openTurns = turns;
  const runWorkers = workers;
  const anomalies = new AnomalyWatch(ports.figures, now);
  const people = new PersonCourses(lists);
  watchers.add((...change) => people.note(...change));
  metrics.course.onMoment(() => people.keep());
  const stops: (() => void)[] = [];
  let stopping = false;

  const mine = async (principal: Principal, action: "read" | "write", sessionId: string): Promise<SessionState> => {
    const state = await sessions.read(sessionId);
    authorize(principal, action, { kind: "session", ownerId: state.ownerId });
    return state;
  };

  /** What was accepted before stays so, even where a file of it has been deleted since. */
  const withCheckedFiles = async (principal: Principal, sessionId: string, command: Command, commandId: string) => {
    if (command.type !== "message.post" || !command.attachments) return command;
    if ((await log.receipt(sessionId, commandId)) !== null) return command;
    return checkAttachments(ports.files, principal.userId, command);
  };

  const refuseWhenStopping = () => {
    if (stopping)
      throw new AppError("stopping", "The server is stopping. Try again in a moment.", { retryAfterMs: 2_000 });
  };

  const runtime: Runtime = {
    ports,
    world,
    metrics,
    sessions,
    anomalies,
    people,
    testers: {
      ...ports.testers,
      agent: (principal, name, body, each) => testAgent(runtime, principal, name, body, each),
      workflow: (_principal, name, body, each) => testRouting(runtime, name, body, each),
    },
    async openSession(principal, wanted, commandId) {
      refuseWhenStopping();
      const named = await agentFor(world, wanted.agent ?? "general", wanted.agentVersion);
      const agent = named.name;
      const { workflow = "solo", workflowVersion } = wanted;
      if (workflow !== "solo") await workflowFor(world, workflow, workflowVersion);
      const id = commandId ? derivedSessionId(principal.userId, commandId) : newId("session");
      const { state } = await sessions.change(id, { by: principal.userId, ...(commandId && { commandId }) }, () => [
        {
          type: "session.opened",
          title: wanted.title ?? untitled,
          ownerId: principal.userId,
          workflow,
          agent,
          tags: wanted.tags ?? [],
          participants: [principal.userId],
          whileRunning: wanted.whileRunning ?? named.whileRunning ?? "queue",
          ...(wanted.variables && { variables: wanted.variables }),
          ...(typeof wanted.agentVersion === "number" && { agentVersion: wanted.agentVersion }),
          ...(typeof workflowVersion === "number" && { workflowVersion }),
          expiresAt: wanted.expiresAt ?? null,
        },
      ]);
      return { id, state };
    },
    async forkSession(principal, from, title, commandId) {
      refuseWhenStopping();
      await mine(principal, "read", from.sessionId);
      const id = commandId ? derivedSessionId(principal.userId, commandId) : newId("session");
      if (commandId && (await log.head(id)) > 0) return { id, state: await mine(principal, "read", id) };
      const given: Given = { at: now().toISOString(), by: principal.userId, newId, world };
      const { state, events } = fork(await log.read(from.sessionId, 0), from, title, given);
      await sessions.adopt(id, state, events);
      return { id, state };
    },
    async rerun(principal, sessionId, wanted, commandId) {
      refuseWhenStopping();
      const before = await mine(principal, "read", sessionId);
      const id = commandId ? derivedSessionId(principal.userId, commandId) : newId("session");
      if (commandId && (await log.head(id)) > 0) {
        const state = await mine(principal, "read", id);
        return { id, runId: rerunIn(state), state };
      }
      const given: Given = { at: now().toISOString(), by: principal.userId, newId, world };
      const made = await rerunRun({ log, world }, sessionId, before, wanted, given);
      queue.admit(principal.userId);
      await sessions.adopt(id, made.state, made.events);
      return { id, runId: made.runId, state: made.state };
    },
    async dispatch(principal, sessionId, command, commandId) {
      const before = await mine(principal, "write", sessionId);
      refuseWhenStopping();
      if (command.type === "session.change" && typeof command.agentVersion === "number")
        await agentFor(world, command.agent ?? before.agent, command.agentVersion);
      if (command.type === "session.change" && typeof command.workflowVersion === "number")
        await workflowFor(world, command.workflow ?? before.workflow, command.workflowVersion);
      const checked = await withCheckedFiles(principal, sessionId, command, commandId);
      if (command.type === "message.reroute" && command.keepAsRule)
        authorize(principal, "administer", { kind: "installation" });
      let admitted = false;
      const done = await sessions.change(sessionId, { by: principal.userId, commandId }, (state, given) => {
        authorize(principal, "write", { kind: "session", ownerId: state.ownerId });
        const events = decide(state, checked, given);
        if (!admitted && startsWork(command)) queue.admit(principal.userId);
        admitted = true;
        return events;
      });
      const corrected = done.events.find((event) => event.type === "message.rerouted");
      if (corrected && principal.role === "admin")
        // What was corrected stands; the router's cases are a help beside it.
        await keepCorrection(ports, done.state, corrected).catch((error: unknown) =>
          onTrouble("could not keep the correction of a routing", error),
        );
      return done;
    },
    state: (principal, sessionId) => mine(principal, "read", sessionId),
    async events(principal, sessionId, after, limit) {
      await mine(principal, "read", sessionId);
      return log.read(sessionId, after, limit);
    },
    async subscribe(principal, sessionId, listener) {
      await mine(principal, "read", sessionId);
      return bus.subscribe(sessionId, listener);
    },
    partials(sessionId) {
      const partials = openTurns.partials(sessionId);
      // A turn whose end was told a moment ago is not partial any more.
      const state = sessions.peek(sessionId);
      return partials.filter(({ runId, turnId }) => {
        const run = state && findRun(state, runId);
        return !run || openTurn(run)?.id === turnId;
      });
    },
    async deleteSession(principal, sessionId) {
      await mine(principal, "write", sessionId);
      const by = principal.userId;
      // Closed first, so that what waits there does not begin when the run before it ends.
      const { state } = await sessions.change(sessionId, { by }, (now) =>
        now.status === "completed" || now.status === "expired" ? [] : close(now, by, "completed"),
      );
      await Promise.all(openRuns(state).map((run) => awaitRun(sessions, bus, sessionId, run.id, deletionPatienceMs)));
      await log.erase(sessionId);
      sessions.forget(sessionId);
      for (const watch of watchers) watch(sessionId, state.ownerId, null, []);
    },
    onSessionChange(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    async start() {
      await runWorkers.start();
      const watched = () => [...bus.watched(), ...runWorkers.sessionsAtWork()];
      stops.push(
        watchForeignChanges(log, watched, sessions, onTrouble),
        expireSessions(lists, sessions, now, onTrouble),
        denyExpired(lists, sessions, now, ports.limits.approvalMs, onTrouble),
        refreshAgents(world, onTrouble),
        anomalies.start(onTrouble),
        metrics.course.start(),
      );
    },
    async stop(graceMs) {
      stopping = true;
      for (const stop of stops) stop();
      await runWorkers.stop(graceMs);
    },
    get openTurns() {
      return openTurns.count;
    },
    get stopping() {
      return stopping;
    },
  };
  return runtime;
}

/** Commands that give the agents more to do: they are refused while the queue is full. Answers and stops never are. */
function startsWork(command: Command): boolean {
  return ["message.post", "message.edit", "turn.regenerate", "run.retry", "task.create"].includes(command.type);
}
