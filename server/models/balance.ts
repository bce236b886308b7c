export interface Weighted {
  name: string;
  weight: number;
}

/** `openai/a*3|openai/b` are equals, the first of them asked three times as often; `openai/a` is alone. */
export function parseEquals(step: string): Weighted[] {
  return step
    .split("|")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const [, name = part, weight] = /^(.+?)(?:\*(\d+(?:\.\d+)?))?$/.exec(part) ?? [];
      return { name: name.trim(), weight: weight === undefined ? 1 : Number(weight) };
    });
}

/** All of them, in an order drawn by weight: the first answers, the others stand by. */
export function drawOrder(equals: readonly Weighted[], random: () => number): string[] {
  const left = [...equals];
  const order: string[] = [];
  while (left.length > 0) {
    const point = random() * left.reduce((sum, { weight }) => sum + weight, 0);
    let passed = 0;
    const index = left.findIndex(({ weight }) => {
      passed += weight;
      return point < passed;
    });
    const [drawn] = left.splice(Math.max(0, index), 1);
    if (drawn) order.push(drawn.name);
  }
  return order;
}
