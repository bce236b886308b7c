import { describe, expect, test } from "vitest";
import { agentDefinition, toAgent } from "../../lib/agents/agent.ts";
import { presets } from "../../lib/agents/presets.ts";
import { checkAgent } from "../../server/agents/check-agent.ts";
import { builtinTools } from "../../server/tools/builtin-tools.ts";
import { createTools } from "../../server/tools/registry.ts";
import { memoryUserData } from "./builtin/memory-user-data.ts";

const tools = createTools([
  builtinTools({
    userData: memoryUserData(),
    dashboards: { list: async () => [], change: async () => null, newTileId: () => "tile_1" },
    now: () => new Date(0),
    http: { request: () => Promise.reject(new Error("There is no network here.")) },
    fetchAllowHosts: [],
  }),
]);

describe("the built-in tools", () => {
  test("are these", () => {
    expect(tools.list().map((tool) => tool.name)).toEqual([
      "todo",
      "ask_user",
      "save_data",
      "read_data",
      "search_history",
      "current_time",
      "calculate",
      "fetch_url",
      "show_surface",
      "change_surface",
      "delegate",
      "hand_off",
      "board",
      "place_widget",
    ]);
  });

  test.each(tools.list().map((tool) => [tool.name, tool] as const))(
    "%s says what a model and a person need to know",
    (_name, tool) => {
      expect(tool.name).toMatch(/^[a-z_]{1,64}$/);
      expect(tool.description).toMatch(/^[A-Z].{20,400}\.$/s);
      expect(tool.parameters).toMatchObject({
        type: "object",
        properties: expect.any(Object),
        additionalProperties: false,
      });
      expect(JSON.stringify(tool.parameters)).not.toContain("$schema");
      expect(JSON.parse(JSON.stringify(tool.parameters))).toEqual(tool.parameters);
      expect(tool.approval).toBe("never");
      expect(tool.timeoutMs).toBeGreaterThan(0);
      expect(tool.check({ surprise: 1 })).toMatchObject({ ok: false, message: expect.stringContaining('"surprise"') });
    },
  );

  test("only fetch_url is off by itself", () => {
    expect(
      tools
        .list()
        .filter((tool) => tool.unavailable() !== null)
        .map((tool) => tool.name),
    ).toEqual(["fetch_url"]);
  });

  test("the agents that are there from the start use tools that exist, and general all of them but the one for boards", () => {
    const agents = presets.map((preset) => toAgent(agentDefinition.parse(preset)));
    for (const agent of agents) expect(checkAgent(agent, { tools, models: { list: () => [] } })).toEqual([]);
    const general = agents.find((agent) => agent.name === "general");
    expect(general?.tools.map((tool) => tool.name)).toEqual(
      tools.list().flatMap(({ name }) => (name === "place_widget" ? [] : [name])),
    );
  });
});
