import type { EventType, Recorded } from "../../lib/core/events.ts";

/** What names something or somebody, by the field that it stands in. */
const idFields = new Set(
  "id runId callId turnId messageId surfaceId parentId replyTo before after retryOf routes dependsOn sessionId thread"
    .concat(" effectId ownerId participants by worker digest commandId dependsOn")
    .split(" "),
);
/** What the fold looks at, so that a change would tell another story. */
const meaningFields = new Set(
  "type at seq whileRunning as kind status outcome limit priority rating sees op path root visit took agent from to was"
    .concat(" agent code conducts during key name scope expiresAt mediaType")
    .split(" "),
);

export const idPlant = "id-plant-";

/** `⟨message.posted message.content 7⟩`: where it was planted, and in which event. */
const plantForm = /⟨(\S+) (\S+) (\d+)⟩/g;

/** The same story with something to find in every text and every id, and more of what a log may hold. */
export function planted(log: readonly Recorded[]): Recorded[] {
  return log.map((event) => plant(event.type, event.seq, withMore(event), "") as Recorded);
}

export interface Plant {
  type: EventType;
  path: string;
  seq: number;
}

export function plantsIn(text: string): Plant[] {
  return [...text.matchAll(plantForm)].map(([, type, path, seq]) => ({
    ...{ type: type as EventType, path: path as string },
    seq: Number(seq),
  }));
}

function plant(type: EventType, seq: number, value: unknown, path: string): unknown {
  const field = path.split(".").findLast((part) => part !== "*") ?? "";
  if (typeof value === "string") {
    if (isId(path, field)) return `${idPlant}${value}`;
    return meaningFields.has(field) ? value : `${value}⟨${type} ${path} ${seq}⟩`;
  }
  if (value === null || typeof value !== "object") return value;
  if (isAuthor(value)) return value.kind === "agent" ? value : { ...value, id: `${idPlant}${value.id}` };
  if (Array.isArray(value)) return value.map((each) => plant(type, seq, each, `${path}.*`));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, plant(type, seq, each, path === "" ? name : `${path}.${name}`)]),
  );
}

/** A step of a plan is named by its agent. */
function isId(path: string, field: string): boolean {
  return idFields.has(field) && !/\bitems\b/.test(path);
}

/** Agents are named; people are not. */
function isAuthor(value: object): value is { kind: string; id: string } {
  return "kind" in value && "id" in value && Object.keys(value).length === 2;
}

function withMore(event: Recorded): Recorded {
  switch (event.type) {
    case "message.posted": {
      const attachments = [{ id: "file_1", name: "plan.pdf", mediaType: "application/pdf", size: 3 }];
      return { ...event, message: { ...event.message, attachments } };
    }
    case "turn.completed": {
      const parts = [{ type: "reasoning" as const, text: "Hm.", signature: "signed" }];
      const calls = event.calls.map((call) => ({ ...call, arguments: { ...(call.arguments as object), key: "k" } }));
      return { ...event, message: { ...event.message, parts }, calls };
    }
    case "tool.finished":
      return { ...event, details: { table: ["cell"] } };
    case "tool.proposed":
      return { ...event, arguments: { ...(event.arguments as object), key: "k" } };
    case "surface.changed":
      return { ...event, patch: [...event.patch, { op: "add", path: "/data/told", value: "by patch" }] };
    default:
      return event;
  }
}
