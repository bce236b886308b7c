import { z } from "zod/mini";

/** A list of runs under a name: what its address asks for. */
export const runView = z.strictObject({
  name: z.string().check(z.minLength(1), z.maxLength(60)),
  query: z.string().check(z.maxLength(1_000)),
});
export type RunView = z.infer<typeof runView>;

export const mostRunViews = 30;

/** What a person chose, and what the product remembers about them. Agents cannot reach it, unlike what `save_data` keeps. */
export const preferences = z.strictObject({
  /** The first steps were taken, or left out. */
  welcomed: z.boolean(),
  /** Who answers in a new chat where nobody is named; null: whoever usually does. */
  agent: z.nullable(z.string().check(z.minLength(1), z.maxLength(100))),
  runViews: z.array(runView).check(z.maxLength(mostRunViews)),
});

export type Preferences = z.infer<typeof preferences>;

export const usualPreferences: Preferences = { welcomed: false, agent: null, runViews: [] };

/** What keeps them, for each person. What was never set is as usual. */
export interface PreferenceStore {
  read(ownerId: string): Promise<Preferences>;
  /** What is not named stays as it is. Gives all of them, as they are now. */
  change(ownerId: string, changes: Partial<Preferences>): Promise<Preferences>;
}
