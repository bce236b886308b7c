import { isAppError } from "../../lib/core/errors.ts";
import type { FigureBook } from "../ports/figures.ts";

const writeEveryMs = 1_000;
/** What another process noted and took with it when it died is found by then. */
const lookEveryMs = 10 * 60 * 1_000;

/** Lets the figures follow the log: at once what they lack, then what comes. Gives what ends it, after the last was written. */
export function keepFigures(figures: FigureBook, onTrouble: (error: unknown) => void): () => Promise<void> {
  const closing = new AbortController();
  const quietly = (error: unknown) => {
    // While the database cannot write, the log refuses too and says so; nothing is lost, it is counted later.
    const isExpected = closing.signal.aborted || (isAppError(error) && error.code === "unavailable");
    if (!isExpected) onTrouble(error);
  };
  const look = async () => void (await figures.catchUp({ signal: closing.signal }).catch(quietly));
  let looking = look();
  const writing = setInterval(() => void figures.keepUp().catch(quietly), writeEveryMs);
  const lookingAgain = setInterval(() => {
    looking = looking.then(look);
  }, lookEveryMs);
  writing.unref();
  lookingAgain.unref();
  return async () => {
    clearInterval(writing);
    clearInterval(lookingAgain);
    closing.abort();
    await looking;
    await figures.keepUp().catch(quietly);
  };
}
