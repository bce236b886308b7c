import { z } from "zod";
import { AppError } from "../../../lib/core/errors.ts";
import { mostRunViews } from "../../../lib/people/preferences.ts";
import { json } from "../answer.ts";
import { type Call, route } from "../route.ts";

const tag = "Preferences";

const welcomed = z
  .boolean()
  .describe("The first steps were taken, or left out: the start page leads elsewhere from now on.");
const agent = z
  .string()
  .min(1)
  .max(100)
  .nullable()
  .describe("Who answers in a new chat where nobody is named; null: whoever usually does.");
const runViews = z
  .array(z.strictObject({ name: z.string().min(1).max(60), query: z.string().max(1_000) }))
  .max(mostRunViews)
  .describe("Lists of runs that you gave a name: what stands behind the `?` of their address.");
const preferences = z.strictObject({ welcomed, agent, runViews }).meta({ id: "Preferences" });
const changes = z.strictObject({
  welcomed: welcomed.optional(),
  agent: agent.optional(),
  runViews: runViews.optional(),
});
const params = z.strictObject({ userId: z.string().max(200).describe("`me`, or your own id.") });

function mine({ principal }: Pick<Call, "principal">, userId: string): string {
  if (userId !== "me" && userId !== principal.userId) throw new AppError("not_found", `There is no user "${userId}".`);
  return principal.userId;
}

export const preferenceRoutes = [
  route({
    id: "getPreferences",
    method: "GET",
    path: "/api/v1/users/{userId}/preferences",
    tag,
    summary: "Read what you prefer",
    params,
    answers: { 200: { description: "All preferences", schema: preferences } },
    handle: async (call) => json(200, await call.runtime.ports.preferences.read(mine(call, call.params.userId))),
  }),
  route({
    id: "changePreferences",
    method: "PATCH",
    path: "/api/v1/users/{userId}/preferences",
    tag,
    summary: "Change what you prefer; what is not named stays",
    params,
    body: changes,
    example: { agent: "general" },
    answers: { 200: { description: "All preferences, as they are now", schema: preferences } },
    async handle(call) {
      const { ports, world } = call.runtime;
      const { agent: wanted } = call.body;
      if (typeof wanted === "string" && !world.agents().some(({ name }) => name === wanted)) {
        throw new AppError("not_found", `There is no agent "${wanted}". GET /api/v1/agents lists them.`);
      }
      return json(200, await ports.preferences.change(mine(call, call.params.userId), call.body));
    },
  }),
];
