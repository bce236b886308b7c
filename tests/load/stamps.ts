/** A token that tells when it was sent, by the machine's monotonic clock, which all of its processes share. */
export function stampedToken(index: number): string {
  return `${index}:${nowMicroseconds()} `;
}

/** How long each token of a piece of text was under way, in milliseconds. `expected` is the number of the first one. */
export function readStamps(text: string, expected: number, at: number): { delays: number[]; inOrder: boolean } {
  const delays: number[] = [];
  let inOrder = true;
  for (const token of text.split(" ")) {
    if (token === "") continue;
    const [index, stamp] = token.split(":");
    if (Number(index) !== expected + delays.length) inOrder = false;
    delays.push((at - Number(stamp)) / 1000);
  }
  return { delays, inOrder };
}

export function nowMicroseconds(): number {
  return Number(process.hrtime.bigint() / 1000n);
}
