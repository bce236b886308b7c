import type { Chunks } from "../../lib/core/fields.ts";
import type { FinishReason, ModelCall, ModelChunk, ModelError, ModelRequest, Usage } from "../../lib/core/model.ts";
import type { Model } from "../ports/models.ts";
import { ChunkCourse } from "./chunk-course.ts";
import { parseArguments } from "./parse-arguments.ts";

/** Where the pieces of a reply go while they arrive. */
export interface ReplySink {
  addText(text: string): void;
  addReasoning(text: string): void;
  addArguments(callId: string, tool: string, text: string): void;
}

export interface Attempt {
  text: string;
  reasoning: string;
  /** How long it thought before it spoke or used a tool; in several parts, all of them together. */
  reasoningMs: number;
  signature?: string;
  ms: number;
  /** From the start of the attempt to its first piece. */
  ttftMs: number | null;
  /** How its pieces came in; none where none came. */
  chunks?: Chunks;
}

export type Reply =
  | (Attempt & { ok: true; calls: ModelCall[]; usage: Usage; cost: number | null; model: string; reason: FinishReason })
  | (Attempt & { ok: false; error: ModelError; model: string });

export interface FailedAttempt extends Attempt {
  error: ModelError;
  nextModel: string;
  willRetryInMs: number;
}

interface Options {
  model: Model;
  request: ModelRequest;
  signal: AbortSignal;
  newCallId: () => string;
  /** Milliseconds by a clock that never jumps. */
  monotonic: () => number;
  /** Where the pieces go: until it is known nothing is shown, and with null nothing ever is. */
  sink: ReplySink | Promise<ReplySink | null>;
  /** The arguments of this tool are shown to nobody while they arrive. */
  keepsArguments?: (tool: string) => boolean;
  /** An attempt broke and the model tries anew: gives the sink for what comes now. */
  onAttemptFailed: (failed: FailedAttempt) => Promise<ReplySink>;
}

/** Turns a model's chunks into one reply, showing every piece as it comes. Never throws: failure is a reply. */
export async function streamReply({
  model,
  request,
  signal,
  newCallId,
  monotonic,
  sink: firstSink,
  keepsArguments,
  onAttemptFailed,
}: Options): Promise<Reply> {
  let sink: ReplySink | null = null;
  let building = new Building(monotonic);
  try {
    for await (const chunk of model.stream(request, signal)) {
      sink ??= await firstSink;
      if (!sink) break;
      switch (chunk.type) {
        case "text":
          building.spoke(chunk.text.length);
          building.text += chunk.text;
          sink.addText(chunk.text);
          break;
        case "reasoning":
          building.thought(chunk.text.length);
          building.reasoning += chunk.text;
          if (chunk.signature) building.signature = chunk.signature;
          if (chunk.text) sink.addReasoning(chunk.text);
          break;
        case "call":
          building.spoke(0);
          building.calls.set(chunk.index, beginCall(newCallId(), chunk));
          sink.addArguments((building.calls.get(chunk.index) as CallInParts).callId, chunk.tool, "");
          break;
        case "arguments": {
          const call = building.calls.get(chunk.index);
          if (!call) break;
          building.came(chunk.text.length);
          call.json += chunk.text;
          if (!keepsArguments?.(call.tool)) sink.addArguments(call.callId, call.tool, chunk.text);
          break;
        }
        case "attempt-failed":
          sink = await onAttemptFailed({
            ...building.attempt(),
            error: chunk.error,
            nextModel: chunk.nextModel,
            willRetryInMs: chunk.willRetryInMs,
          });
          building = new Building(monotonic, chunk.willRetryInMs);
          break;
        case "finish":
          return {
            ok: true,
            ...building.attempt(),
            calls: [...building.calls.values()].map(finishCall),
            usage: chunk.usage,
            cost: chunk.cost,
            model: chunk.model,
            reason: chunk.reason,
          };
        case "error":
          return { ok: false, ...building.attempt(), error: chunk.error, model: chunk.model };
      }
    }
    return { ok: false, ...building.attempt(), error: brokenStream, model: model.name };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      ...building.attempt(),
      error: { code: "server_error", message: `The model's adapter failed: ${message}` },
      model: model.name,
    };
  }
}

const brokenStream: ModelError = { code: "broken_stream", message: "The model's answer ended without saying so." };

interface CallInParts {
  callId: string;
  tool: string;
  json: string;
  providerData?: Record<string, unknown>;
}

function beginCall(callId: string, chunk: Extract<ModelChunk, { type: "call" }>): CallInParts {
  return { callId, tool: chunk.tool, json: "", ...(chunk.providerData && { providerData: chunk.providerData }) };
}

function finishCall({ callId, tool, json, providerData }: CallInParts): ModelCall {
  return { callId, tool, arguments: parseArguments(json), ...(providerData && { providerData }) };
}

class Building {
  text = "";
  reasoning = "";
  signature: string | undefined;
  readonly calls = new Map<number, CallInParts>();
  private readonly course = new ChunkCourse();
  private firstAt: number | null = null;
  private thinkingSince: number | null = null;
  private thoughtMs = 0;
  private readonly startedAt: number;
  private readonly monotonic: () => number;

  constructor(monotonic: () => number, startsInMs = 0) {
    this.monotonic = monotonic;
    this.startedAt = monotonic() + startsInMs;
  }

  /** A piece of that many characters; gives when it came. */
  came(characters: number): number {
    const now = this.monotonic();
    this.course.add(now, characters);
    return now;
  }

  thought(characters: number): void {
    const now = this.came(characters);
    this.thinkingSince ??= now;
    this.firstAt ??= now;
  }

  spoke(characters: number): void {
    const now = this.came(characters);
    this.firstAt ??= now;
    this.thoughtUntil(now);
  }

  private thoughtUntil(now: number): void {
    if (this.thinkingSince !== null) this.thoughtMs += now - this.thinkingSince;
    this.thinkingSince = null;
  }

  attempt(): Attempt {
    const now = this.monotonic();
    this.thoughtUntil(now);
    const chunks = this.course.told(this.startedAt, now);
    return {
      text: this.text,
      reasoning: this.reasoning,
      reasoningMs: Math.round(this.thoughtMs),
      ...(this.signature && { signature: this.signature }),
      ms: Math.max(0, Math.round(now - this.startedAt)),
      ttftMs: this.firstAt === null ? null : Math.max(0, Math.round((this.firstAt - this.startedAt) * 10) / 10),
      ...(chunks && { chunks }),
    };
  }
}
