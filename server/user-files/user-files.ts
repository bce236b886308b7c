import type { Message, Run, SessionState } from "../../lib/core/state.ts";
import { callMarkdown, endingMarkdown, oneLine, quoted, transcriptMarkdown, when } from "../../lib/core/transcript.ts";
import type { UserData } from "../ports/people.ts";

export interface UserFile {
  name: string;
  mediaType: string;
  bytes: number;
  read(): string;
}

interface Dependencies {
  /** A person's sessions, newest first. */
  listSessions(ownerId: string): Promise<readonly { id: string }[]>;
  loadState(sessionId: string): Promise<SessionState | null>;
  userData: Pick<UserData, "list" | "get">;
}

/** A file that grows piece by piece ends here, with a word about it. */
const mostCharacters = 16 * 1024 * 1024;

/**
 * A person's files, written anew from the log and from what was saved each time they are asked for:
 * `conversations.md`, `notes.md`, `<agent>_data.json`, `<agent>_interactions.md` and, where agents gave each other work,
 * `agent_interactions.md`.
 */
export async function userFiles(
  ownerId: string,
  { listSessions, loadState, userData }: Dependencies,
): Promise<UserFile[]> {
  const texts = new Map<string, string>();
  const savedBy = new Map<string, Set<string>>();
  const write = (name: string, piece: string) => {
    const text = texts.get(name) ?? "";
    if (text.length > mostCharacters) return;
    const next = text === "" ? piece : `${text}\n---\n\n${piece}`;
    texts.set(name, next.length > mostCharacters ? `${next}\n---\n\n*What is older is left out here.*\n` : next);
  };

  for (const { id } of await listSessions(ownerId)) {
    const state = await loadState(id);
    if (state?.ownerId !== ownerId) continue;
    if (state.messages.length > 0) write("conversations.md", transcriptMarkdown(state));
    const messages = Map.groupBy(state.messages, (message) => message.runId);
    const children = Map.groupBy(state.runs, (run) => run.parent?.runId);
    for (const run of state.runs) {
      write(fileOf(run.agent, "interactions.md"), interaction(state, run, messages.get(run.id)));
      for (const child of children.get(run.id) ?? []) {
        write("agent_interactions.md", exchange(run, child, messages.get(child.id)));
      }
      const names = savedBy.get(run.agent) ?? new Set();
      for (const name of savedNames(run)) savedBy.set(run.agent, names.add(name));
    }
  }

  const kept = new Set((await userData.list(ownerId)).map((each) => each.name));
  if (kept.has("notes")) texts.set("notes.md", notes(await userData.get(ownerId, "notes")));
  for (const [agent, names] of savedBy) {
    const entries: [string, unknown][] = [];
    for (const name of names) if (kept.has(name)) entries.push([name, await userData.get(ownerId, name)]);
    if (entries.length > 0)
      texts.set(fileOf(agent, "data.json"), `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
  }

  return [...texts]
    .map(([name, text]) => ({ name, mediaType: mediaTypeOf(name), bytes: Buffer.byteLength(text), read: () => text }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** An agent may be called `agent`; its file is not the one about all agents. */
function fileOf(agent: string, ending: string): string {
  return agent === "agent" ? `${agent}-itself_${ending}` : `${agent}_${ending}`;
}

function mediaTypeOf(name: string): string {
  return name.endsWith(".json") ? "application/json" : "text/markdown";
}

function interaction(state: SessionState, run: Run, messages: readonly Message[] = []): string {
  const heading = `# ${when(run.queuedAt)} · ${oneLine(state.title)}`;
  return asked(heading, run, [run.calls.map(callMarkdown).join("\n"), words(messages)]);
}

function exchange(parent: Run, child: Run, messages: readonly Message[] = []): string {
  return asked(`# ${when(child.queuedAt)} · ${parent.agent} → ${child.agent}`, child, [words(messages)]);
}

function asked(heading: string, run: Run, answer: readonly string[]): string {
  const parts = [heading, quoted(run.task.trim()), ...answer, endingMarkdown(run)];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** What the run's agent said, to the person or to the run that asked. */
function words(messages: readonly Message[]): string {
  const own = messages.filter((message) => message.author.kind === "agent" && message.content.trim() !== "");
  return own.map((message) => message.content.trim()).join("\n\n");
}

function savedNames(run: Run): string[] {
  const saved = run.calls.filter((call) => call.tool === "save_data" && call.status === "finished");
  return saved.flatMap(({ arguments: args }) => {
    const name = args !== null && typeof args === "object" ? Reflect.get(args, "name") : undefined;
    return typeof name === "string" ? [name] : [];
  });
}

/** Saved notes are text, or a list of texts; anything else is shown as it is. */
function notes(value: unknown): string {
  if (typeof value === "string") return `# Notes\n\n${value.trim()}\n`;
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) {
    return `# Notes\n\n${value.map((each) => `- ${each.replace(/\s+/g, " ").trim()}`).join("\n")}\n`;
  }
  return `# Notes\n\n\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\`\n`;
}
