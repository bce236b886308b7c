import * as z from "zod/mini";
import { type Recorded, sessionEvent } from "../core/events.ts";
import { id, slug, usage } from "../core/fields.ts";

/** A run as a test that needs no key and no network: what was asked, what models and tools answered, what came of it. */

const anything = z.record(z.string(), z.unknown());
const call = z.strictObject({ tool: z.string(), arguments: z.unknown() });

const message = z.strictObject({
  role: z.enum(["system", "user", "assistant", "tool"]),
  content: z.string(),
  calls: z.optional(z.array(call)),
  tool: z.optional(z.string()),
  failed: z.optional(z.boolean()),
});
/** What a model reads, without the ids that are others each time. */
export type ReadMessage = z.infer<typeof message>;

const turn = z.strictObject({
  /** Its place among the acts. */
  act: z.int(),
  agent: slug,
  /** What it was asked: places among `messages`. */
  reads: z.array(z.int()),
  tools: z.array(z.string()),
  /** What the answer must look like, and how it is to be found. */
  settings: z.string(),
  answer: z.union([
    z.strictObject({
      text: z.string(),
      reasoning: z.optional(z.string()),
      calls: z.array(call),
      usage,
      cost: z.nullable(z.number()),
      model: z.string(),
    }),
    z.strictObject({ error: z.strictObject({ code: z.string(), message: z.string() }), model: z.string() }),
  ]),
});
export type TapedTurn = z.infer<typeof turn>;

const result = z.strictObject({
  tool: z.string(),
  arguments: z.unknown(),
  outcome: z.union([
    z.strictObject({ content: z.string(), details: z.optional(z.unknown()) }),
    z.strictObject({ error: z.strictObject({ code: z.string(), message: z.string() }) }),
  ]),
});
export type TapedResult = z.infer<typeof result>;

const person = z.strictObject({
  tool: z.string(),
  arguments: z.unknown(),
  did: z.union([
    z.strictObject({ approved: z.optional(z.unknown()) }),
    z.strictObject({ denied: z.string() }),
    z.strictObject({ answered: z.unknown() }),
  ]),
});
export type TapedPerson = z.infer<typeof person>;

const act = z.strictObject({
  kind: z.enum(["turn", "call"]),
  id: z.string(),
  runId: z.string(),
  agent: z.string(),
  depth: z.int(),
  name: z.string(),
  given: z.unknown(),
  said: z.string(),
  failed: z.nullable(z.string()),
  usage: z.nullable(usage),
  cost: z.nullable(z.number()),
  ms: z.nullable(z.number()),
  at: z.string(),
});

export const definitionEntry = z.strictObject({ kind: z.enum(["agent", "workflow"]), name: slug, body: anything });
export type DefinitionEntry = z.infer<typeof definitionEntry>;

const recordedEvent = z.custom<Recorded>((value) => {
  const { seq, at, commandId: _commandId, ...event } = (value ?? {}) as Recorded;
  return Number.isInteger(seq) && typeof at === "string" && sessionEvent.safeParse(event).success;
}, "must be an event");

export const cassette = z.strictObject({
  format: z.literal("troupe.cassette"),
  version: z.literal(1),
  title: z.string(),
  recordedAt: z.string(),
  /** Of the run, which is the last event's. */
  runId: id,
  sessionId: id,
  /** Who worked on it, as they were. */
  definitions: z.array(definitionEntry),
  /** What comes from elsewhere, as the models were shown it. */
  tools: z.array(z.strictObject({ name: z.string(), description: z.string(), parameters: anything })),
  /** The session up to where the run was queued. */
  events: z.array(recordedEvent).check(z.minLength(2)),
  messages: z.array(message),
  turns: z.array(turn),
  results: z.array(result),
  people: z.array(person),
  acts: z.array(act),
});
export type Cassette = z.infer<typeof cassette>;
