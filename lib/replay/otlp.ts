import { childrenOf, findRun, type Run, runStatus, type SessionState, type Turn } from "../core/state.ts";
import { hexId } from "./hex-id.ts";
import { type Attribute, attribute, type OtlpTraces, type Span, type SpanStatus } from "./otlp-span.ts";

/** Who sends it. */
export interface Sender {
  service: string;
  version: string;
  /** Other attributes of the resource, as `OTEL_RESOURCE_ATTRIBUTES` names them. */
  attributes?: Record<string, string>;
}

/** One run, and all that worked for it, as a trace in OTLP's JSON form. */
export function otlpOf(sessionId: string, state: SessionState, runId: string, sender: Sender): OtlpTraces {
  return tracesOf(spansOf(sessionId, state, runId), sender);
}

export function tracesOf(spans: Span[], { service, version, attributes = {} }: Sender): OtlpTraces {
  const of = { "service.name": service, "service.version": version, ...attributes };
  const resource = Object.entries(of).map(([key, value]) => attribute(key, value));
  return {
    resourceSpans: [
      { resource: { attributes: resource }, scopeSpans: [{ scope: { name: "troupe", version }, spans }] },
    ],
  };
}

/**
 * The spans of a run by the conventions for generative AI: the agent, the models that it asked and the tools that it
 * used. They hold no texts: what was said and called with stays here. The same run gives the same ids, so that whoever
 * gets it twice can tell.
 */
export function spansOf(sessionId: string, state: SessionState, runId: string, { handedOn = true } = {}): Span[] {
  const run = findRun(state, runId);
  if (!run) return [];
  let top = run;
  for (;;) {
    const above = findRun(state, top.parent?.runId ?? top.after ?? "");
    if (!above) break;
    top = above;
  }
  // A part of a run belongs to the same trace as the whole.
  return spansOfRun({ sessionId, state, traceId: hexId(`trace ${sessionId} ${top.id}`, 16), handedOn }, run);
}

interface Within {
  sessionId: string;
  state: SessionState;
  traceId: string;
  /** With the runs that it gave the conversation to. */
  handedOn: boolean;
}

function spansOfRun(within: Within, run: Run): Span[] {
  const { sessionId, state, traceId } = within;
  const ofRun = hexId(`run ${run.id}`, 8);
  const shared = [attribute("gen_ai.conversation.id", sessionId)];
  const names = run.flow
    ? [attribute("gen_ai.workflow.name", run.agent)]
    : [attribute("gen_ai.agent.name", run.agent), attribute("gen_ai.agent.version", String(run.agentVersion))];
  const operation = run.flow ? "invoke_workflow" : "invoke_agent";
  const root: Span = {
    traceId,
    spanId: ofRun,
    ...(run.parent && { parentSpanId: hexId(`call ${run.parent.callId}`, 8) }),
    ...(run.after && { parentSpanId: hexId(`run ${run.after}`, 8) }),
    name: `${operation} ${run.agent}`,
    kind: 1,
    ...times(run.startedAt ?? run.queuedAt, run.finishedAt ?? state.changedAt),
    attributes: [
      attribute("gen_ai.operation.name", operation),
      ...names,
      ...shared,
      attribute("gen_ai.usage.input_tokens", run.usage.input),
      attribute("gen_ai.usage.output_tokens", run.usage.output),
      attribute("troupe.run.id", run.id),
      attribute("troupe.run.status", runStatus(run)),
      ...(run.cost === null ? [] : [attribute("troupe.cost.usd", run.cost)]),
      ...errorType(run.finished?.error?.code),
    ],
    status: statusOf(run.finished?.error),
  };
  const turns = run.turns.map((turn) => spanOfTurn(traceId, ofRun, turn, shared, state.changedAt));
  const calls = run.calls.map((call): Span => {
    const started = call.startedAt ?? run.startedAt ?? run.queuedAt;
    return {
      traceId,
      spanId: hexId(`call ${call.callId}`, 8),
      parentSpanId: ofRun,
      name: `execute_tool ${call.tool}`,
      kind: 1,
      ...times(started, after(started, call.ms ?? 0)),
      attributes: [
        attribute("gen_ai.operation.name", "execute_tool"),
        attribute("gen_ai.tool.name", call.tool),
        attribute("gen_ai.tool.type", "function"),
        attribute("gen_ai.tool.call.id", call.callId),
        ...shared,
        ...errorType(call.error?.code),
      ],
      status: statusOf(call.error),
    };
  });
  const isNext = ({ after: before }: Run) => before === run.id && (within.handedOn || run.parent !== undefined);
  const next = state.runs.filter(isNext);
  const below = [...childrenOf(state, run.id).filter((child) => !child.after), ...next];
  return [root, ...turns, ...calls, ...below.flatMap((other) => spansOfRun(within, other))];
}

function spanOfTurn(traceId: string, parent: string, turn: Turn, shared: Attribute[], until: string): Span {
  const { usage } = turn;
  const [provider = "", model = turn.model] = turn.model.split(/\/(.*)/s);
  return {
    traceId,
    spanId: hexId(`turn ${turn.id}`, 8),
    parentSpanId: parent,
    name: `chat ${model}`,
    kind: 3,
    ...times(turn.startedAt, turn.ms === undefined ? until : after(turn.startedAt, turn.ms)),
    attributes: [
      attribute("gen_ai.operation.name", "chat"),
      attribute("gen_ai.provider.name", provider),
      attribute("gen_ai.request.model", model),
      ...shared,
      ...(usage
        ? [
            attribute("gen_ai.response.model", model),
            attribute("gen_ai.usage.input_tokens", usage.input),
            attribute("gen_ai.usage.cache_read.input_tokens", usage.cached),
            attribute("gen_ai.usage.output_tokens", usage.output),
            attribute("gen_ai.usage.reasoning.output_tokens", usage.reasoning),
          ]
        : []),
      ...(typeof turn.ttftMs === "number" ? [attribute("troupe.time_to_first_token_ms", turn.ttftMs)] : []),
      ...(typeof turn.cost === "number" ? [attribute("troupe.cost.usd", turn.cost)] : []),
      attribute("troupe.attempt", turn.attempt),
      ...errorType(turn.error?.code),
    ],
    status: statusOf(turn.error),
  };
}

function errorType(code: string | undefined): Attribute[] {
  return code === undefined ? [] : [attribute("error.type", code)];
}

/** Failures may repeat what was said: only their code leaves. */
function statusOf(error: { code: string } | undefined): SpanStatus {
  return error ? { code: 2, message: error.code } : { code: 0 };
}

function times(from: string, to: string): { startTimeUnixNano: string; endTimeUnixNano: string } {
  return { startTimeUnixNano: nano(from), endTimeUnixNano: nano(to < from ? from : to) };
}

function after(at: string, ms: number): string {
  return new Date(Date.parse(at) + Math.round(ms)).toISOString();
}

function nano(at: string): string {
  return `${Date.parse(at)}000000`;
}
