import type { Plan, PlannedEdge } from "./plan.ts";
import type { Walk } from "./walk.ts";

/**
 * Enters what is due: a step whose ways in have been decided. A way that was not taken is followed too, as a step that is
 * skipped, so that whoever waits for all ways in does not wait for ever.
 */
export function enterWhatIsDue(walk: Walk): boolean {
  let has = false;
  for (const node of walk.plan.order) while (!walk.isFull && arrive(walk, node)) has = true;
  return has;
}

function arrive(walk: Walk, node: string): boolean {
  const { plan } = walk;
  const visited = walk.visitsOf(node).length;
  const isStart = node === plan.start;
  if (isStart && visited === 0) {
    walk.enter(node, [], "it is the beginning");
    return true;
  }
  const before = visited - (isStart ? 1 : 0);
  const ways = plan.into.get(node) ?? [];
  if (ways.length === 0) return false;
  const join = plan.nodes.get(node)?.join ?? (plan.isCircle(node) ? "any" : "all");
  return join === "all" ? arriveTogether(walk, node, ways, before) : arriveOneByOne(walk, node, ways, before);
}

function arriveTogether(walk: Walk, node: string, ways: readonly PlannedEdge[], before: number): boolean {
  const decided = ways.map((way) => decisions(walk, way)[before]);
  if (decided.some((decision) => decision === undefined)) return false;
  const from = decided.flatMap((decision) => decision?.taken ?? []);
  if (from.length === 0) skip(walk, node);
  else walk.enter(node, from, reasonFor(walk, ways, from));
  return true;
}

function arriveOneByOne(walk: Walk, node: string, ways: readonly PlannedEdge[], before: number): boolean {
  const all = ways.map((way) => decisions(walk, way));
  const taken = all.flat().flatMap((decision) => decision.taken ?? []);
  const used = new Map<string, number>();
  for (const visit of walk.visitsOf(node)) for (const from of visit.from) used.set(from, (used.get(from) ?? 0) + 1);
  const fresh = taken.find((from) => !used.has(from));
  if (fresh !== undefined) {
    walk.enter(node, [fresh], reasonFor(walk, ways, [fresh]));
    return true;
  }
  // Nothing leads into the circle that it stands in any more.
  const outer = ways.filter((way) => walk.plan.circleOf.get(way.from) !== walk.plan.circleOf.get(node));
  const isDead =
    before === 0 &&
    outer.length > 0 &&
    node !== walk.plan.start &&
    outer.every((way) => decisions(walk, way).length > 0) &&
    taken.length === 0;
  if (isDead) skip(walk, node);
  return isDead;
}

function skip(walk: Walk, node: string): void {
  walk.leave(walk.enter(node, [], "no way leads here this time"), "skipped", []);
}

interface Decision {
  /** The visit that it was taken from; null where it was not. */
  taken: string | null;
}

/** What was decided about a way, each time that its beginning was left. Out of a circle it is decided once, when it is over. */
function decisions(walk: Walk, way: PlannedEdge): Decision[] {
  const { plan } = walk;
  const visits = walk.visitsOf(way.from);
  const leavesCircle = plan.isCircle(way.from) && plan.circleOf.get(way.from) !== plan.circleOf.get(way.to);
  if (!leavesCircle) {
    const open = visits.findIndex((visit) => visit.status === "open");
    const closed = open < 0 ? visits : visits.slice(0, open);
    return closed.map((visit) => ({ taken: visit.took.includes(way.id) ? visit.id : null }));
  }
  const taken = visits.filter((visit) => visit.took.includes(way.id)).map((visit) => ({ taken: visit.id }));
  if (taken.length > 0) return taken;
  return isOver(walk, plan, way.from) ? [{ taken: null }] : [];
}

function isOver(walk: Walk, plan: Plan, member: string): boolean {
  const circle = plan.circleOf.get(member);
  const visits = walk.visits.filter((visit) => plan.circleOf.get(visit.node) === circle);
  return visits.length > 0 && visits.every((visit) => visit.status !== "open");
}

function reasonFor(walk: Walk, ways: readonly PlannedEdge[], from: readonly string[]): string {
  const words = from.map((id) => {
    const visit = walk.visits.find((each) => each.id === id);
    const way = ways.find((each) => visit?.took.includes(each.id));
    const why = way?.label ?? way?.when ?? (way?.on ? "it failed" : null);
    return why ? `${visit?.node} (${why})` : `${visit?.node}`;
  });
  const last = words.pop();
  return words.length > 0 ? `after ${words.join(", ")} and ${last}` : `after ${last}`;
}
