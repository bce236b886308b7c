/** The steps in the order of their ways: each behind all that lead to it, but for the ways that go back. */
export interface Layered {
  layers: string[][];
  /** By place among the edges: those that lead back to what was before. */
  back: ReadonlySet<number>;
}

interface Ways {
  nodes: readonly { id: string }[];
  edges: readonly { from: string; to: string }[];
}

export function layersOf({ nodes, edges }: Ways): Layered {
  const known = new Set(nodes.map(({ id }) => id));
  const ways = edges
    .map((edge, index) => ({ ...edge, index }))
    .filter(({ from, to }) => known.has(from) && known.has(to));
  const outOf = Map.groupBy(ways, ({ from }) => from);
  const back = new Set<number>();
  const done = new Set<string>();
  const order: string[] = [];
  const walk = (id: string, above: ReadonlySet<string>): void => {
    if (done.has(id)) return;
    done.add(id);
    const path = new Set(above).add(id);
    for (const { to, index } of outOf.get(id) ?? []) {
      if (path.has(to)) back.add(index);
      else walk(to, path);
    }
    order.unshift(id);
  };
  for (const { id } of nodes) walk(id, new Set());
  const depth = new Map<string, number>();
  for (const id of order) {
    const own = depth.get(id) ?? 0;
    depth.set(id, own);
    for (const { to, index } of outOf.get(id) ?? [])
      if (!back.has(index)) depth.set(to, Math.max(depth.get(to) ?? 0, own + 1));
  }
  const layers: string[][] = [];
  for (const id of known) {
    const at = depth.get(id) ?? 0;
    while (layers.length <= at) layers.push([]);
    layers[at]?.push(id);
  }
  return { layers, back };
}
