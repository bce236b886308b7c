import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addTool } from "./add-tool.ts";
import { startFixture } from "./killed-process.ts";
import {
  allHeard,
  allOver,
  databases,
  endless,
  lastRole,
  lastRun,
  ofType,
  type Stage,
  startStage,
  talkingTo,
} from "./stage.ts";

describe.each(databases)("a process that is killed, in %s,", (provider) => {
  let stage: Stage;
  let variables: Record<string, string>;
  beforeEach(async () => {
    stage = await startStage(provider);
    await stage.publish({ name: "user", tools: ["mark"] });
    await stage.runtime.stop(0);
    const { dataDir, databaseUrl } = stage.env;
    variables = { DATA_DIR: dataDir, DATABASE_URL: databaseUrl, ...talkingTo(stage.far) };
  });
  afterEach(() => stage.stop());

  it("in the middle of a turn leaves what was read, and the next process answers", async () => {
    stage.far.script(endless);
    const killed = startFixture(variables);
    const id = await killed.says<string>("sessionId");
    await killed.says("spooled");
    await killed.kill();

    stage.far.script({ text: "Here again." });
    const next = await stage.another();
    const state = await next.until(id, allOver);
    const [failed] = ofType(await next.log(id), "turn.failed");
    expect(failed).toMatchObject({ error: { code: "interrupted" }, partial: expect.stringMatching(/^word/) });
    expect(state.messages.at(-1)?.content).toBe("Here again.");
    expect(await next.violations(id)).toEqual([]);
    await next.stop();
  });

  it.each(["safe", "never"] as const)("in the middle of a call that is %s to retry", async (retry) => {
    stage.far.script((request) =>
      lastRole(request) === "tool" ? { text: "Done." } : { calls: [{ tool: "mark", arguments: {} }] },
    );
    const killed = startFixture(variables, retry);
    const id = await killed.says<string>("sessionId");
    const effectId = await killed.says<string>("effectId");
    await killed.kill();

    const again: string[] = [];
    const next = await stage.another({}, (unstarted) =>
      addTool(
        unstarted,
        "mark",
        async (_, context) => {
          again.push(context.effectId);
          return { content: "marked" };
        },
        { retry },
      ),
    );
    const state = await next.until(id, allOver);
    expect(again).toEqual(retry === "safe" ? [effectId] : []);
    expect(lastRun(state).calls[0]?.status).toBe(retry === "safe" ? "finished" : "failed");
    expect(allHeard(stage.far.requests.at(-1))).toContain(retry === "safe" ? "marked" : "interrupted");
    expect(ofType(await next.log(id), "turn.completed")).toHaveLength(2);
    expect(await next.violations(id)).toEqual([]);
    await next.stop();
  });
});
