/** For what is about anything but the first steps: a fresh server leads to them before a new chat. */
export async function leaveWelcomeOut(url: string): Promise<void> {
  const answer = await fetch(`${url}/api/v1/users/me/preferences`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ welcomed: true }),
  });
  if (!answer.ok) throw new Error(`The first steps could not be left out: ${await answer.text()}`);
}
