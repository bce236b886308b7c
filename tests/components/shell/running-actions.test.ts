import { expect, test } from "vitest";
import { runningActions } from "../../../components/shell/running-actions.ts";
import type { Run } from "../../../lib/core/state.ts";

const run = (id: string, fields: object = {}) =>
  ({
    id,
    agent: "general",
    finished: null,
    cancelled: null,
    paused: null,
    turns: [],
    calls: [],
    ...fields,
  }) as unknown as Run;

function actionsFor(...runs: Run[]) {
  const did: unknown[] = [];
  const doing = {
    send: (sessionId: string, command: unknown) => did.push([sessionId, command]),
    go: (href: string) => did.push(href),
  };
  const actions = runningActions({ id: "ses_1", title: "Trip", runs }, doing);
  return {
    did,
    labels: actions.map(({ label }) => label),
    press: (label: string) => actions.find((each) => each.label === label)?.run?.(),
  };
}

test("a run that works can be held and stopped; one below it goes with it, and one that is over is left out", () => {
  const { did, labels, press } = actionsFor(
    run("a"),
    run("b", { parent: { runId: "a", callId: "c" } }),
    run("c", { finished: { outcome: "done" } }),
    run("d", { cancelled: { by: "ada" } }),
  );
  expect(labels).toEqual(["Pause general", "Stop general"]);
  press("Pause general");
  press("Stop general");
  expect(did).toEqual([
    ["ses_1", { type: "run.pause", runId: "a" }],
    ["ses_1", { type: "run.cancel", runId: "a" }],
  ]);
});

test("a run that pauses can go on", () => {
  const { did, press } = actionsFor(run("a", { paused: { reason: "x", by: "ada" } }));
  press("Let general go on");
  expect(did).toEqual([["ses_1", { type: "run.resume", runId: "a" }]]);
});

test("what waits for a person is answered first: approved as it is shown, denied, or gone to", () => {
  const calls = [
    {
      callId: "c1",
      turnId: "t",
      tool: "save_data",
      status: "awaiting-approval",
      arguments: { name: "door", value: "4711" },
    },
    { callId: "c2", turnId: "t", tool: "ask_user", status: "awaiting-answer", question: { question: "Which?" } },
  ];
  const { did, labels, press } = actionsFor(run("a", { calls }));
  expect(labels.slice(0, 3)).toEqual([
    'Approve save_data {"name":"door","value":"4711"}',
    "Deny save_data",
    "Answer: Which?",
  ]);
  for (const label of labels.slice(0, 3)) press(label);
  expect(did).toEqual([
    ["ses_1", { type: "tool.approve", callId: "c1" }],
    ["ses_1", { type: "tool.deny", callId: "c1", reason: "Not now." }],
    "/chat/ses_1",
  ]);
});
