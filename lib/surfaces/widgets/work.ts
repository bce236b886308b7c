import * as z from "zod/mini";
import { slug } from "../../core/fields.ts";
import { bound, common, label, name, status, words } from "../fields.ts";
import { widget } from "./widget.ts";

/** What agents are at. Without data of their own these show the session's, live. */
export const workWidgets = {
  plan: widget({
    says: "Steps with their state; without items the session's own plan.",
    schema: z.object({
      ...common,
      type: z.literal("plan"),
      items: z.optional(bound(z.array(z.object({ title: label, status })).check(z.maxLength(500)))),
    }),
    example: {
      type: "plan",
      items: [
        { title: "Collect the numbers", status: "done" },
        { title: "Compare them", status: "running" },
        { title: "Write it down", status: "pending" },
      ],
    },
  }),
  kanban: widget({
    says: "Cards in columns that a person moves; without cards the session's own plan.",
    schema: z.object({
      ...common,
      type: z.literal("kanban"),
      columns: z.optional(z.array(z.object({ id: name, title: label })).check(z.minLength(1), z.maxLength(12))),
      cards: z.optional(
        z.array(z.object({ id: name, title: label, column: name, text: z.optional(words) })).check(z.maxLength(500)),
      ),
    }),
    example: {
      type: "kanban",
      columns: [
        { id: "todo", title: "To do" },
        { id: "doing", title: "Doing" },
        { id: "done", title: "Done" },
      ],
      cards: [
        { id: "map", title: "Draw the map", column: "todo" },
        { id: "lamp", title: "Light the lamp", column: "doing", text: "Needs oil" },
        { id: "door", title: "Paint the door", column: "done" },
      ],
    },
  }),
  agentCard: widget({
    says: "An agent of this session: what it is at, its tokens and cost, live.",
    schema: z.object({ ...common, type: z.literal("agentCard"), agent: slug }),
    example: { type: "agentCard", agent: "general" },
  }),
  agentGraph: widget({
    says: "Who works for whom; without nodes the runs of this session.",
    schema: z.object({
      ...common,
      type: z.literal("agentGraph"),
      nodes: z.optional(
        z.array(z.object({ id: name, label, status: z.optional(status) })).check(z.minLength(1), z.maxLength(100)),
      ),
      edges: z.optional(z.array(z.object({ from: name, to: name, label: z.optional(label) })).check(z.maxLength(300))),
    }),
    example: {
      type: "agentGraph",
      nodes: [
        { id: "planner", label: "planner", status: "done" },
        { id: "writer", label: "writer", status: "running" },
        { id: "critic", label: "critic", status: "pending" },
      ],
      edges: [
        { from: "planner", to: "writer" },
        { from: "writer", to: "critic", label: "draft" },
      ],
    },
  }),
  approval: widget({
    says: "The calls of this session that wait for a person's yes.",
    schema: z.object({ ...common, type: z.literal("approval") }),
    example: { type: "approval" },
  }),
};
