import { expect, test } from "vitest";
import { fold } from "../../lib/core/reduce.ts";
import { sharedLog } from "../../lib/export/shared-log.ts";
import { sharedSteps } from "../../lib/export/shared-steps.ts";
import {
  answering,
  finished,
  recorded,
  runStarted,
  turnFailed,
  turnStarted,
  wholeCall,
  wholeTurn,
} from "../core/facts.ts";

const log = recorded([
  ...answering({ task: "my key is hush" }),
  runStarted("r1"),
  ...wholeTurn("r1", "t1", "", [{ callId: "c1", tool: "echo", arguments: { key: "hush" } }]),
  ...wholeCall("r1", "c1", "you said hush"),
  turnStarted("r1", "t2"),
  turnFailed("r1", "t2", "unauthorized"),
  finished("r1", { outcome: "failed", error: { code: "unauthorized", message: "no" } }),
]);

test("every step is told, without ids, secrets and the words of a model's error", () => {
  const redact = (text: string) => text.replaceAll("hush", "[secret]");
  const runs = sharedSteps(fold(sharedLog(log, { withTools: true, redact })));
  expect(runs).toMatchObject([
    {
      agent: "general",
      status: "failed",
      task: "my key is [secret]",
      steps: [
        { kind: "turn", given: "", said: "" },
        { kind: "call", name: "echo", given: '{\n  "key": "[secret]"\n}', said: "you said [secret]" },
        { kind: "turn", failed: true, said: "" },
      ],
    },
  ]);
  expect(JSON.stringify(runs)).not.toMatch(/hush|c1|r1|ada|It failed/);
});
