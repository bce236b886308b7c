/** The `data:` lines of a stream of server-sent events, one line each. As plain as what people write by hand. */
export async function* sseData(response: Response): AsyncGenerator<string> {
  if (!response.ok || !response.body) throw new Error(`Answered ${response.status}: ${await response.text()}`);
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of response.body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.startsWith("data: ")) yield line.slice(6);
  }
}

/** The text in one chunk of OpenAI chat completions. */
export function tokenIn(data: string): string {
  return data === "[DONE]" ? "" : (JSON.parse(data).choices[0]?.delta?.content ?? "");
}
