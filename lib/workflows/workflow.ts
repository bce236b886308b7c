import * as z from "zod/mini";
import { limits, slug } from "../core/fields.ts";
import { chainSteps } from "./chain/chain.ts";
import { crewFields } from "./crew/crew.ts";
import { graphEdge, graphNode, nodeId } from "./graph/graph.ts";
import { groupChatFields } from "./group-chat/group-chat.ts";
import { routerFields } from "./router/router.ts";

/** How agents take turns. */
const how = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("router"), ...routerFields }),
  z.strictObject({ kind: z.literal("group-chat"), ...groupChatFields }),
  z.strictObject({ kind: z.literal("crew"), ...crewFields }),
  z.strictObject({ kind: z.literal("chain"), steps: chainSteps }),
  z.strictObject({
    kind: z.literal("graph"),
    start: nodeId,
    nodes: z.array(graphNode).check(z.minLength(1), z.maxLength(200)),
    edges: z.array(graphEdge).check(z.maxLength(1_000)),
  }),
]);

/** A workflow as people write it: in `POST /workflows`, in the editor, in a file. */
export const workflowDefinition = z.strictObject({
  name: slug,
  description: z.optional(z.string().check(z.maxLength(1000))),
  emoji: z.optional(z.string().check(z.minLength(1), z.maxLength(16))),
  /** What a person may say first. */
  suggestions: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(300))).check(z.maxLength(8))),
  /** For everything that one message sets going. `turns` counts the steps that are entered. */
  limits: z.optional(
    z.strictObject({
      ...limits.shape,
      depth: z.optional(z.int().check(z.minimum(1), z.maximum(20))),
      children: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
    }),
  ),
  how,
});
export type WorkflowDefinition = z.infer<typeof workflowDefinition>;

type Common = Omit<WorkflowDefinition, "how">;
type How = WorkflowDefinition["how"];
export type WorkflowKind = How["kind"];
export type WorkflowOf<K extends WorkflowKind> = Common & Extract<How, { kind: K }>;
export type Workflow = { [K in WorkflowKind]: WorkflowOf<K> }[WorkflowKind];

/** The workflow that a definition means: what it has in common with others, and how it goes, in one. */
export function toWorkflow({ how, ...common }: WorkflowDefinition): Workflow {
  return { ...common, ...how } as Workflow;
}
