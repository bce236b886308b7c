import { Agent, type Dispatcher } from "undici";
import type { ModelError, ModelRequest } from "../../lib/core/model.ts";
import type { Model } from "../ports/models.ts";
import { ChunkQueue } from "./chunk-queue.ts";
import { modelErrorOfAnswer } from "./provider-error.ts";
import { createSseParser } from "./sse.ts";
import type { WireProtocol } from "./wire-protocol.ts";

export interface Endpoint {
  provider: string;
  /** With `/v1`, without a slash at its end. */
  baseUrl: string;
  apiKey: string | null;
  /** What to set where access is refused. */
  keyVariable: string | null;
}

/**
 * Connections are kept alive and many. Time limits are the wrapper's matter; this one only frees a connection whose
 * server never closes it after the answer.
 */
export const modelConnections: Dispatcher = new Agent({
  connections: 1024,
  keepAliveTimeout: 15_000,
  connectTimeout: 10_000,
  headersTimeout: 3_600_000,
  bodyTimeout: 3_600_000,
});

const longestErrorBody = 64 * 1024;

/** A model behind HTTP and server-sent events. Sampling settings that it turns out not to take are left out from then on. */
export function createHttpModel(
  endpoint: Endpoint,
  modelId: string,
  protocol: WireProtocol,
  connections: Dispatcher = modelConnections,
): Model {
  const name = `${endpoint.provider}/${modelId}`;
  const url = new URL(`${endpoint.baseUrl}${protocol.path}`);
  const headers = {
    "content-type": "application/json",
    accept: "text/event-stream",
    "user-agent": "troupe",
    ...protocol.headers(endpoint.apiKey),
  };
  const notTaken = new Set<string>();

  function send(request: ModelRequest, signal: AbortSignal, queue: ChunkQueue): void {
    const fail = (error: ModelError) => {
      signal.removeEventListener("abort", abort);
      queue.push({ type: "error", error: withoutKey(error, endpoint.apiKey), model: name });
    };
    let connection: Dispatcher.DispatchController | null = null;
    let gone = signal.aborted;
    const stop = () => {
      gone = true;
      signal.removeEventListener("abort", abort);
      connection?.abort(new Error("The request was given up."));
    };
    const abort = () => {
      fail({ code: "aborted", message: "The request was stopped." });
      stop();
    };
    if (gone) return abort();
    signal.addEventListener("abort", abort);
    queue.attach({
      pause: () => connection?.pause(),
      resume: () => connection?.resume(),
      cancel: stop,
    });

    const body = protocol.body(request, modelId);
    for (const field of notTaken) delete body[field];
    const reader = protocol.reader(request, (chunk) => {
      queue.push(chunk);
      if (chunk.type === "error") stop();
    });
    const parser = createSseParser(reader.event);
    let status = 0;
    let answerHeaders: Record<string, string | string[] | undefined> = {};
    let errorBody = "";

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(controller) {
        connection = controller;
        if (gone) controller.abort(new Error("The request was given up."));
      },
      onResponseStart(_controller, statusCode, received) {
        status = statusCode;
        answerHeaders = received;
      },
      onResponseData(controller, bytes) {
        if (status !== 200) {
          if (errorBody.length < longestErrorBody) errorBody += bytes.toString("utf8");
        } else if (!parser.push(bytes)) {
          fail({ code: "broken_stream", message: `${endpoint.provider} sent an answer that never ends a line.` });
          controller.abort(new Error("The answer was too large."));
        }
      },
      onResponseEnd() {
        if (gone) return;
        if (status === 200) {
          signal.removeEventListener("abort", abort);
          return reader.end();
        }
        const refused = status === 400 ? sampledField(body, errorBody, notTaken) : null;
        if (refused) {
          signal.removeEventListener("abort", abort);
          notTaken.add(refused);
          return send(request, signal, queue);
        }
        fail(
          modelErrorOfAnswer({
            provider: endpoint.provider,
            status,
            headers: answerHeaders,
            body: errorBody,
            keyVariable: endpoint.keyVariable,
            model: modelId,
          }),
        );
      },
      onResponseError(_controller, error) {
        if (!gone) fail(connectionError(error, endpoint, url, status === 200));
      },
    };
    try {
      connections.dispatch(
        { origin: url.origin, path: url.pathname + url.search, method: "POST", headers, body: JSON.stringify(body) },
        handler,
      );
    } catch (error) {
      fail(connectionError(error as Error, endpoint, url, false));
    }
  }

  return {
    name,
    stream(request, signal) {
      const queue = new ChunkQueue();
      send(request, signal, queue);
      return queue;
    },
  };
}

const samplingFields = ["temperature", "top_p", "presence_penalty", "frequency_penalty"];

/** The sampling setting that a refusal names, where we sent it. */
function sampledField(body: Record<string, unknown>, answer: string, notTaken: Set<string>): string | null {
  return (
    samplingFields.find((field) => body[field] !== undefined && !notTaken.has(field) && answer.includes(field)) ?? null
  );
}

function connectionError(error: Error, endpoint: Endpoint, url: URL, begun: boolean): ModelError {
  const code = "code" in error && typeof error.code === "string" ? error.code : error.name;
  if (begun)
    return {
      code: "broken_stream",
      message: `The connection to ${endpoint.provider} broke in the middle of its answer (${code}).`,
    };
  if (/TIMEOUT|ETIMEDOUT/.test(code))
    return { code: "timeout", message: `${endpoint.provider} at ${url.host} did not answer in time.` };
  return {
    code: "network",
    message: `${endpoint.provider} cannot be reached at ${url.host} (${code}): check that it runs and that the address is right.`,
  };
}

function withoutKey(error: ModelError, apiKey: string | null): ModelError {
  return apiKey && error.message.includes(apiKey)
    ? { ...error, message: error.message.replaceAll(apiKey, "[key]") }
    : error;
}
