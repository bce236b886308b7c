import * as z from "zod/mini";
import type { Kind } from "../definitions/kind.ts";
import { agentDefinition, toAgent } from "./agent.ts";
import { agentCase } from "./agent-case.ts";

/** The agent of every session that names none. */
const defaultAgent = "general";

export const agentKind: Kind = {
  kind: "agent",
  body: z.omit(agentDefinition, { name: true }),
  case: agentCase,
  view: (name, body) => toAgent({ ...body, name }),
  references(body) {
    const { fallback, tools } = toAgent({ ...body, name: "" });
    return [
      ...(fallback ? [{ kind: "agent" as const, name: fallback }] : []),
      ...tools.map(({ name }) => ({ kind: "function" as const, name })),
    ];
  },
  publishesAtOnce: true,
  beginsSessions: true,
  permanent: [defaultAgent],
};
