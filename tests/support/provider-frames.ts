/** What the far end says, before it is put into a protocol. */
export interface Said {
  /** Streamed word by word. */
  text?: string;
  /** Instead of a text: so many short words. */
  tokens?: number;
  reasoning?: string;
  /** Anthropic's proof of its thinking. */
  signature?: string;
  calls?: { tool: string; arguments: unknown }[];
  finishReason?: string;
  usage?: { input?: number; cached?: number; cacheWritten?: number; output?: number; reasoning?: number };
  /** OpenAI only. Default: in a last frame with empty choices. */
  usageIn?: "last-frame" | "finish-frame" | "nowhere";
  /** OpenAI only: leaves `[DONE]` out. */
  withoutDone?: boolean;
}

export interface Frames {
  /** One frame per token, then those of the calls. */
  body: string[];
  /** What ends the reply in order. */
  end: string[];
}

function pieces(said: Said): string[] {
  if (said.tokens !== undefined)
    return Array.from({ length: said.tokens }, (_, n) => (n === 0 ? "word" : ` word${n % 10}`));
  return said.text?.match(/\s*\S+|\s+$/g) ?? [];
}

function inPieces(value: unknown): string[] {
  return (typeof value === "string" ? value : JSON.stringify(value)).match(/.{1,7}/gsu) ?? [];
}

export function openAiFrames(said: Said, model: string): Frames {
  const frame = (choice: Record<string, unknown> | null, more: Record<string, unknown> = {}) =>
    `data: ${JSON.stringify({
      id: "chatcmpl-1",
      object: "chat.completion.chunk",
      created: 1_800_000_000,
      model,
      choices: choice ? [{ index: 0, finish_reason: null, ...choice }] : [],
      ...more,
    })}\n\n`;
  const thoughts = said.reasoning?.match(/\s*\S+/g) ?? [];
  const words = pieces(said);
  const body = [
    ...thoughts.map((text) => frame({ delta: { reasoning_content: text } })),
    ...words.map((text) => frame({ delta: { content: text } })),
    ...(said.calls ?? []).flatMap((call, index) => [
      frame({
        delta: {
          tool_calls: [{ index, id: `call_${index}`, type: "function", function: { name: call.tool, arguments: "" } }],
        },
      }),
      ...inPieces(call.arguments).map((text) =>
        frame({ delta: { tool_calls: [{ index, function: { arguments: text } }] } }),
      ),
    ]),
  ];
  const usage = {
    prompt_tokens: said.usage?.input ?? 10,
    completion_tokens: said.usage?.output ?? words.length + thoughts.length,
    prompt_tokens_details: { cached_tokens: said.usage?.cached ?? 0 },
    completion_tokens_details: { reasoning_tokens: said.usage?.reasoning ?? thoughts.length },
  };
  const where = said.usageIn ?? "last-frame";
  const finish = { delta: {}, finish_reason: said.finishReason ?? (said.calls?.length ? "tool_calls" : "stop") };
  return {
    body,
    end: [
      frame(finish, where === "finish-frame" ? { usage } : {}),
      ...(where === "last-frame" ? [frame(null, { usage })] : []),
      ...(said.withoutDone ? [] : ["data: [DONE]\n\n"]),
    ],
  };
}

export function anthropicFrames(said: Said, model: string): Frames {
  const frame = (data: { type: string; [field: string]: unknown }) =>
    `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
  const body: string[] = [
    frame({
      type: "message_start",
      message: {
        id: "msg_1",
        type: "message",
        role: "assistant",
        model,
        content: [],
        usage: {
          input_tokens: said.usage?.input ?? 10,
          cache_read_input_tokens: said.usage?.cached ?? 0,
          cache_creation_input_tokens: said.usage?.cacheWritten ?? 0,
          output_tokens: 1,
        },
      },
    }),
    frame({ type: "ping" }),
  ];
  let index = 0;
  const block = (content_block: Record<string, unknown>, deltas: Record<string, unknown>[]) => {
    body.push(frame({ type: "content_block_start", index, content_block }));
    for (const delta of deltas) body.push(frame({ type: "content_block_delta", index, delta }));
    body.push(frame({ type: "content_block_stop", index }));
    index += 1;
  };
  const thoughts = said.reasoning?.match(/\s*\S+/g) ?? [];
  if (said.reasoning !== undefined) {
    block({ type: "thinking", thinking: "", signature: "" }, [
      ...thoughts.map((thinking) => ({ type: "thinking_delta", thinking })),
      { type: "signature_delta", signature: said.signature ?? "proof" },
    ]);
  }
  const words = pieces(said);
  if (words.length > 0)
    block(
      { type: "text", text: "" },
      words.map((text) => ({ type: "text_delta", text })),
    );
  for (const [n, call] of (said.calls ?? []).entries()) {
    block(
      { type: "tool_use", id: `toolu_${n}`, name: call.tool, input: {} },
      inPieces(call.arguments).map((partial_json) => ({ type: "input_json_delta", partial_json })),
    );
  }
  return {
    body,
    end: [
      frame({
        type: "message_delta",
        delta: {
          stop_reason: said.finishReason ?? (said.calls?.length ? "tool_use" : "end_turn"),
          stop_sequence: null,
        },
        usage: { output_tokens: said.usage?.output ?? words.length + thoughts.length },
      }),
      frame({ type: "message_stop" }),
    ],
  };
}
