import type { ToolSource, UserData } from "../ports.ts";
import { askUser } from "./builtin/ask-user.ts";
import { calculate } from "./builtin/calculate.ts";
import { currentTime } from "./builtin/current-time.ts";
import { readData } from "./builtin/read-data.ts";
import { saveData } from "./builtin/save-data.ts";
import { searchHistory } from "./builtin/search-history.ts";

interface Dependencies {
  userData: UserData;
  now: () => Date;
}

/** The tools that come with the server. */
export function builtinTools({ userData, now }: Dependencies): ToolSource {
  const tools = [askUser, saveData(userData), readData(userData), searchHistory, currentTime(now), calculate];
  return { tools: () => tools };
}
