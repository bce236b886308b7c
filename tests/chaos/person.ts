import { io, type Socket } from "socket.io-client";
import { SessionClient, type SessionView } from "../../lib/client/session-client.ts";
import { socketTransport, type Transport } from "../../lib/client/transport.ts";
import type { Command } from "../../lib/core/commands.ts";
import { type Call, openRuns, type SessionState, waitingMessages, waitsForPerson } from "../../lib/core/state.ts";
import { pause } from "../support/eventually.ts";
import { asMessage, draw } from "./plan.ts";
import type { Random } from "./random.ts";
import { ok, type Rest } from "./rest.ts";
import { CommandIds, type Sent, send } from "./sent-commands.ts";
import { StreamReader } from "./stream-reader.ts";
import { TextWitness } from "./text-witness.ts";

type Doing =
  | "post"
  | "answer"
  | "cancel"
  | "pause"
  | "steer"
  | "withdraw"
  | "edit"
  | "repeat"
  | "rest"
  | "retry"
  | "regenerate"
  | "task"
  | "todo"
  | "rest-session"
  | "reload"
  | "retitle";

const habits: Record<Doing, number> = {
  post: 30,
  answer: 30,
  cancel: 4,
  pause: 5,
  steer: 5,
  withdraw: 3,
  edit: 4,
  repeat: 8,
  rest: 6,
  retry: 3,
  regenerate: 2,
  task: 4,
  todo: 2,
  "rest-session": 2,
  reload: 3,
  retitle: 2,
};

/** So much may be open in one session; then it is left to work. */
const busyWith = 4;
const atOnce = 3;

/** How many messages there were so far, in all sessions: each has a name of its own. */
let messages = 0;

interface Window {
  client: SessionClient;
  ids: CommandIds;
  transport: Transport;
  texts: TextWitness;
}

/** Someone with one session open in two windows, who writes, answers, stops and changes things as the dice say. */
export class Person {
  readonly sessionId: string;
  readonly sent: Sent[] = [];
  readonly windows: Window[];
  readonly stream: StreamReader | null;
  /** What is wrong with an answer itself. */
  readonly violations: string[] = [];
  reconnects = 0;
  private readonly random: Random;
  private readonly rest: Rest;
  private readonly sockets: Socket[];
  private readonly inFlight = new Set<Promise<unknown>>();

  constructor(options: { url: string; sessionId: string; random: Random; rest: Rest; withStream: boolean }) {
    const { url, sessionId, random, rest } = options;
    this.sessionId = sessionId;
    this.random = random;
    this.rest = rest;
    this.stream = options.withStream ? new StreamReader(`${url}/api/v1/sessions/${sessionId}/events`) : null;
    this.sockets = [0, 1].map(() => connect(url));
    this.windows = this.sockets.map((socket) => this.open(socket));
    this.sockets[0]?.io.on("reconnect", () => {
      this.reconnects++;
    });
  }

  private open(socket: Socket, violations?: string[]): Window {
    const ids = new CommandIds();
    const transport = socketTransport(socket);
    const client = new SessionClient({ transport, sessionId: this.sessionId, newCommandId: ids.next });
    return { client, ids, transport, texts: new TextWitness(client, violations) };
  }

  get views(): SessionView[] {
    return this.windows.map(({ client }) => client.current);
  }

  async live(isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      if (this.inFlight.size < atOnce) this.act();
      await pause(this.random.between(10, 250));
    }
  }

  /** Resolves when everything that was sent is answered. */
  async settled(): Promise<void> {
    await Promise.all(this.inFlight);
  }

  close(): void {
    for (const { client } of this.windows) client.close();
    for (const socket of this.sockets) socket.disconnect();
  }

  /** Both windows say it in the same breath. */
  async sayTwice(command: Command): Promise<Sent[]> {
    return await Promise.all(this.windows.map(({ client, ids }) => send(client, ids, command, this.sent)));
  }

  private act(): void {
    const { client } = this.random.pick(this.windows);
    const { state } = client.current;
    if (state.head === 0) return;
    const command = this.next(state);
    if (!command) return;
    // An answer is now and then given in both windows at once: only one may count.
    const twice = (command.type === "tool.approve" || command.type === "question.answer") && this.random.chance(0.3);
    if (twice) this.keep(this.sayTwice(command));
    else this.say(command);
  }

  private say(command: Command): void {
    const { client, ids } = this.random.pick(this.windows);
    this.keep(send(client, ids, command, this.sent));
  }

  private keep(work: Promise<unknown>): void {
    const kept = work
      .catch((error: unknown) => {
        this.violations.push(`a command broke: ${error instanceof Error ? error.message : String(error)}`);
      })
      .finally(() => this.inFlight.delete(kept));
    this.inFlight.add(kept);
  }

  private next(state: SessionState): Command | null {
    const { random } = this;
    const runs = openRuns(state);
    const run = runs.length > 0 ? random.pick(runs) : undefined;
    const waiting = waitingMessages(state);
    switch (random.draw(habits)) {
      case "post":
        if (runs.length + waiting.length >= busyWith) return null;
        return {
          type: "message.post",
          content: this.message(),
          whileRunning: random.draw({ queue: 6, steer: 2, interrupt: 1, reject: 1 }),
        };
      case "answer": {
        const calls = runs.flatMap((each) => each.calls).filter(waitsForPerson);
        return calls.length > 0 ? this.answer(random.pick(calls)) : null;
      }
      case "cancel":
        return run ? { type: "run.cancel", runId: run.id } : null;
      case "pause":
        if (!run) return null;
        return run.paused ? { type: "run.resume", runId: run.id } : { type: "run.pause", runId: run.id };
      case "steer":
        return run && waiting.length < busyWith
          ? { type: "run.steer", runId: run.id, content: this.message(false) }
          : null;
      case "withdraw":
        return waiting.length > 0 ? { type: "message.withdraw", messageId: random.pick(waiting).id } : null;
      case "edit": {
        const mine = state.messages.filter((each) => each.author.kind === "user" && each.status !== "withdrawn");
        return mine.length > 0
          ? { type: "message.edit", messageId: random.pick(mine.slice(-3)).id, content: this.message() }
          : null;
      }
      case "retry": {
        const failed = state.runs.filter((each) => each.finished?.outcome === "failed");
        return failed.length > 0 ? { type: "run.retry", runId: random.pick(failed).id } : null;
      }
      case "regenerate": {
        const answers = state.messages.filter((each) => each.author.kind === "agent");
        return answers.length > 0 ? { type: "turn.regenerate", messageId: random.pick(answers.slice(-3)).id } : null;
      }
      case "task":
        if (runs.length >= busyWith) return null;
        return { type: "task.create", task: this.message(), ...(run && random.chance(0.5) && { dependsOn: [run.id] }) };
      case "todo":
        return { type: "todo.change", items: [{ id: "t1", title: this.message(), status: "pending" }] };
      case "rest-session":
        return { type: "session.change", status: state.status === "paused" ? "active" : "paused" };
      case "reload":
        this.reload();
        return null;
      case "retitle":
        return { type: "session.change", title: `Title ${this.message()}`.slice(0, 40) };
      case "repeat":
        this.repeat();
        return null;
      case "rest":
        if (runs.length + waiting.length < busyWith) this.keep(this.postOverRest());
        return null;
    }
  }

  private message(withSteps = true): string {
    const plan = draw(`m${++messages}`, this.random);
    return asMessage(withSteps ? plan : { ...plan, steps: [] });
  }

  answer(call: Call): Command {
    const { callId } = call;
    if (call.status === "awaiting-answer") return { type: "question.answer", callId, answer: `answer to ${callId}` };
    switch (this.random.draw({ approve: 5, edit: 2, deny: 2 })) {
      case "approve":
        return { type: "tool.approve", callId };
      case "edit": {
        const { label } = call.arguments as { label: string };
        return { type: "tool.approve", callId, arguments: { label: `${label}-edited` } };
      }
      case "deny":
        return { type: "tool.deny", callId, reason: "the dice say no" };
    }
  }

  /** Says something again that was accepted before: the answer must be the same, and nothing else may happen. */
  private repeat(): void {
    const known = this.sent.filter((each) => each.answer?.accepted);
    if (known.length === 0) return;
    const { commandId, command, answer } = this.random.pick(known.slice(-5));
    const { transport } = this.random.pick(this.windows);
    const { sessionId } = this;
    this.keep(
      transport.request("command", { sessionId, commandId, command }).then(
        (again) => {
          if (!again.ok && again.error.code !== "unavailable" && again.error.code !== "stopping") {
            // What changed nothing leaves no receipt, so it may be refused later.
            if (this.changesAlways(command))
              this.violations.push(
                `${commandId} (${command.type}) was accepted, and refused when repeated: ${again.error.code}`,
              );
          }
          const head = answer?.accepted ? answer.head : null;
          if (again.ok && head !== null && again.head !== head && this.changesAlways(command)) {
            this.violations.push(`${commandId} (${command.type}) was answered ${head}, then ${again.head}`);
          }
        },
        () => {}, // The connection broke: nothing is known, and nothing was promised.
      ),
    );
  }

  private changesAlways({ type }: Command): boolean {
    return !["run.cancel", "run.pause", "run.resume"].includes(type);
  }

  /** Closes the second window when it has nothing under way, and opens it anew, wherever the others are. */
  private reload(): void {
    const [, second] = this.windows;
    const [, socket] = this.sockets;
    if (!second || !socket || second.client.current.pending > 0) return;
    second.client.close();
    this.windows[1] = this.open(socket, second.texts.violations);
  }

  private async postOverRest(): Promise<void> {
    const commandId = new CommandIds().next();
    const content = this.message();
    const command: Command = { type: "message.post", content, whileRunning: "queue" };
    const sent: Sent = { commandId, command, answer: null };
    this.sent.push(sent);
    const body = { sessionId: this.sessionId, content, whileRunning: "queue" };
    const answer = await this.rest.post("/api/v1/messages", body, commandId);
    if (answer.status >= 400) {
      sent.answer = { accepted: false, code: answer.body.code };
      return;
    }
    const first = ok(answer);
    sent.answer = { accepted: true, head: null };
    const second = ok(await this.rest.post("/api/v1/messages", body, commandId));
    if (second.messageId !== first.messageId)
      this.violations.push(`${commandId} over REST made message ${first.messageId}, then ${second.messageId}`);
  }
}

/** As a window of the web app does: also a server that says goodbye is waited for. */
function connect(url: string): Socket {
  const socket = io(url, {
    path: "/socket.io",
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 20,
    reconnectionDelayMax: 150,
  });
  socket.on("disconnect", (reason) => {
    if (reason === "io server disconnect") socket.connect();
  });
  return socket;
}
