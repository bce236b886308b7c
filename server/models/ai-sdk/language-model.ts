import type { wrapLanguageModel } from "ai";

/** The AI SDK's own interface to a model, which some forty vendors implement. */
export type LanguageModel = ReturnType<typeof wrapLanguageModel>;
export type CallOptions = Parameters<LanguageModel["doStream"]>[0];
export type Prompt = CallOptions["prompt"];
export type ProviderOptions = NonNullable<CallOptions["providerOptions"]>;
type Stream = Awaited<ReturnType<LanguageModel["doStream"]>>["stream"];
export type StreamPart = Stream extends ReadableStream<infer Part> ? Part : never;
