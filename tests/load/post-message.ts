/** Sends a message and waits for what the server says to it. */
export async function postMessage(
  url: string,
  message: { content: string; sessionId?: string; agent?: string; wait?: boolean },
): Promise<{ sessionId: string; runId: string }> {
  const answer = await fetch(`${url}/api/v1/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(message),
  });
  if (!answer.ok) throw new Error(`The message was not taken: ${await answer.text()}`);
  return (await answer.json()) as { sessionId: string; runId: string };
}
