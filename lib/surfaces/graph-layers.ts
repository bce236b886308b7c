/** Puts each node one layer behind the last of those that lead to it. Circles are cut where they close. */
export function layersOf(ids: readonly string[], edges: readonly { from: string; to: string }[]): string[][] {
  const known = new Set(ids);
  const before = Map.groupBy(
    edges.filter(({ from, to }) => known.has(from) && known.has(to) && from !== to),
    ({ to }) => to,
  );
  const depth = new Map<string, number>();
  const visit = (id: string, path: ReadonlySet<string>): number => {
    const found = depth.get(id);
    if (found !== undefined) return found;
    let deepest = 0;
    const further = new Set(path).add(id);
    for (const { from } of before.get(id) ?? [])
      if (!further.has(from)) deepest = Math.max(deepest, visit(from, further) + 1);
    depth.set(id, deepest);
    return deepest;
  };
  const layers: string[][] = [];
  for (const id of known) {
    const at = visit(id, new Set());
    while (layers.length <= at) layers.push([]);
    layers[at]?.push(id);
  }
  return layers.filter((layer) => layer.length > 0);
}
