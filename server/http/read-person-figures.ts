import type { PersonFigures } from "../../lib/dashboards/live-figures.ts";
import type { Runtime } from "../runtime/create-runtime.ts";

/** What a person's runs came to, and how the figures of theirs that move went in the last minutes. */
export async function readPersonFigures({ ports, people }: Runtime, ownerId: string): Promise<PersonFigures> {
  const figures = await ports.dashboards.figures(ownerId);
  const runs = Object.values(figures.byStatus).reduce((sum, each) => sum + each, 0);
  return { ...figures, course: await people.of(ownerId, runs) };
}
