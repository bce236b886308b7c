import type { ModelError, ModelRequest } from "../../../lib/core/model.ts";
import type { Model } from "../../ports/models.ts";
import { modelErrorOfAnswer } from "../provider-error.ts";
import { createToolNames, type ToolNames } from "../tool-names.ts";
import type { CallOptions, LanguageModel, ProviderOptions } from "./language-model.ts";
import { readParts } from "./parts.ts";
import { aiSdkPrompt } from "./prompt.ts";

/**
 * Any model of the AI SDK behind our port. `load` imports the vendor's package on first use, so that a start without it
 * stays fast; the SDK's own retries and telemetry never come into play.
 */
export function fromAiSdk(
  name: string,
  load: () => Promise<LanguageModel>,
  options: { keyVariable?: string; providerOptions?: ProviderOptions } = {},
): Model {
  const vendor = name.slice(0, name.indexOf("/"));
  let loaded: Promise<LanguageModel> | null = null;

  const failed = (error: unknown, signal: AbortSignal) =>
    ({ type: "error", model: name, error: modelErrorOf(error, name, options.keyVariable ?? null, signal) }) as const;

  return {
    name,
    async *stream(request, signal) {
      const names = createToolNames(request.tools);
      const call = callOptions(request, names, vendor, signal, options.providerOptions);
      let reader: ReadableStreamDefaultReader | null = null;
      try {
        loaded ??= load();
        const model = await loaded;
        const { stream } = await model.doStream(call);
        reader = stream.getReader();
        const parts = readParts({ request, names, vendor, model: name });
        for (;;) {
          const { done, value } = await reader.read();
          if (done) break;
          if (value.type === "error") {
            yield failed(value.error, signal);
            return;
          }
          for (const chunk of parts(value)) yield chunk;
          if (value.type === "finish") return;
        }
        const broken: ModelError = {
          code: "broken_stream",
          message: `${name} broke its answer off before it had finished.`,
        };
        yield { type: "error", model: name, error: signal.aborted ? stopped : broken };
      } catch (error) {
        loaded = null;
        yield failed(error, signal);
      } finally {
        reader?.cancel().catch(() => undefined);
      }
    },
  };
}

const stopped: ModelError = { code: "aborted", message: "The request was stopped." };

function callOptions(
  request: ModelRequest,
  names: ToolNames,
  vendor: string,
  signal: AbortSignal,
  providerOptions: ProviderOptions | undefined,
): CallOptions {
  const { responseSchema, sampling, tools } = request;
  return {
    prompt: aiSdkPrompt(request.messages, names, vendor),
    abortSignal: signal,
    ...sampling,
    ...(tools.length > 0 && {
      tools: tools.map((tool) => ({
        type: "function" as const,
        name: names.toWire(tool.name),
        description: tool.description,
        inputSchema: tool.parameters,
      })),
    }),
    ...(responseSchema && {
      responseFormat: { type: "json" as const, name: responseSchema.name, schema: responseSchema.schema },
    }),
    ...(providerOptions && { providerOptions }),
  };
}

interface CallFailure {
  statusCode?: number;
  responseBody?: string;
  responseHeaders?: Record<string, string>;
  message?: string;
}

function modelErrorOf(error: unknown, name: string, keyVariable: string | null, signal: AbortSignal): ModelError {
  if (signal.aborted) return stopped;
  const { statusCode, responseBody = "", responseHeaders = {}, message = String(error) } = (error ?? {}) as CallFailure;
  if (statusCode !== undefined && statusCode !== 200) {
    const [provider = name, ...model] = name.split("/");
    return modelErrorOfAnswer({
      provider,
      status: statusCode,
      headers: responseHeaders,
      body: responseBody,
      keyVariable,
      model: model.join("/"),
    });
  }
  if (error instanceof Error && /fetch failed|connect/i.test(message)) {
    return { code: "network", message: `${name} cannot be reached: check that the address is right.` };
  }
  return { code: "server_error", message: `${name} failed: ${message.slice(0, 300)}` };
}
