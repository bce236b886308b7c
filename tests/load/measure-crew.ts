import { loadavg } from "node:os";
import type { Run, SessionState } from "../../lib/core/state.ts";
import { checkGrammar } from "../core/log-grammar.ts";
import { publishAgent } from "../support/publish-agent.ts";
import { publishWorkflow } from "../support/publish-workflow.ts";
import { type StartedRuntime, startRuntime } from "../support/start-runtime.ts";
import { median } from "./median.ts";

export interface CrewFigures {
  agents: number;
  tasks: number;
  rounds: number;
  ways: Record<CrewProcess, WayFigures>;
  loadAverage: [number, number];
}

type CrewProcess = "sequential" | "parallel";

/** Medians over the rounds. */
interface WayFigures {
  /** From the message to the end of the crew's run. */
  wallMs: number;
  /** What of it the demo model took, over all steps. */
  modelMs: number;
  /** What is left, for each step: the queue, the log, the workflow, what is published. */
  overheadMs: number;
  /** Of this process, for each step, with what the demo model takes of it. */
  cpuMs: number;
  events: number;
}

const agents = 8;
const tasks = 40;

/** A crew whose tasks are done by the demo model without delay: what is left is what a step costs by itself. */
export async function measureCrew({ quick }: { quick: boolean }): Promise<CrewFigures> {
  const [before = 0] = loadavg();
  const troupe = await startRuntime({ DEFAULT_MODEL_PROVIDER: "demo" });
  const rounds = quick ? 2 : 7;
  try {
    for (let index = 0; index < agents; index++)
      await publishAgent(troupe, { name: nameOf(index), instructions: "Answer in a sentence.", models: ["demo/demo"] });
    for (const process of ["sequential", "parallel"] as const) await publishCrew(troupe, process);
    const ways = {
      sequential: await measureWay(troupe, "sequential", rounds),
      parallel: await measureWay(troupe, "parallel", rounds),
    };
    const [after = 0] = loadavg();
    return { agents, tasks, rounds, ways, loadAverage: [before, after] };
  } finally {
    await troupe.stop();
  }
}

async function measureWay(troupe: StartedRuntime, process: CrewProcess, rounds: number): Promise<WayFigures> {
  await runOnce(troupe, process);
  const each: WayFigures[] = [];
  for (let round = 0; round < rounds; round++) each.push(await runOnce(troupe, process));
  const of = (figure: keyof WayFigures) => median(each.map((one) => one[figure]));
  return {
    wallMs: of("wallMs"),
    modelMs: of("modelMs"),
    overheadMs: of("overheadMs"),
    cpuMs: of("cpuMs"),
    events: of("events"),
  };
}

async function runOnce(troupe: StartedRuntime, way: CrewProcess): Promise<WayFigures> {
  const { runtime, principal } = troupe;
  const { id } = await runtime.openSession(principal, { workflow: crewOf(way) });
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await troupe.post(id, "Plan a summer party.");
  const state = await troupe.until(id, (now) => now.runs.length > 0 && now.runs.every((run) => run.finished));
  const wallMs = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  const log = await troupe.log(id);
  requireWhole(state, checkGrammar(log, { ended: true }));
  const steps = state.runs.filter(({ flow }) => !flow);
  const modelMs = steps.reduce((sum, run) => sum + msOf(run), 0);
  return {
    wallMs,
    modelMs,
    // Side by side, the model's times lie over each other.
    overheadMs: (way === "sequential" ? wallMs - modelMs : wallMs) / steps.length,
    cpuMs: (user + system) / 1_000 / steps.length,
    events: log.length,
  };
}

function requireWhole(state: SessionState, violations: readonly string[]): void {
  const done = state.runs.filter(({ finished }) => finished?.outcome === "done").length;
  if (done !== tasks + 1 || violations.length > 0)
    throw new Error(`The crew did not do its work: ${done} runs are done. ${violations.slice(0, 3).join(" ")}`);
}

function msOf({ turns }: Run): number {
  return turns.reduce((sum, { ms = 0 }) => sum + ms, 0);
}

async function publishCrew(troupe: StartedRuntime, process: CrewProcess): Promise<void> {
  await publishWorkflow(troupe, {
    name: crewOf(process),
    limits: { turns: 200, children: 100 },
    how: {
      kind: "crew",
      process,
      members: Array.from({ length: agents }, (_, index) => ({ agent: nameOf(index), role: `Member ${index + 1}` })),
      tasks: Array.from({ length: tasks }, (_, index) => ({
        id: `task_${index + 1}`,
        description: `Do part ${index + 1} of it.`,
        agent: nameOf(index % agents),
        // Eight at a time, each building on one of the eight before.
        ...(process === "parallel" && index >= agents && { context: [`task_${index + 1 - agents}`] }),
      })),
    },
  });
}

function nameOf(index: number): string {
  return `member-${index + 1}`;
}

function crewOf(process: CrewProcess): string {
  return `crew-${process}`;
}
