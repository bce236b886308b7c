import { canonical } from "../../core/canonical.ts";
import { unreachable } from "../../core/errors.ts";
import { asText } from "../template.ts";
import { readable } from "./scope.ts";

/** Makes one of what several steps gave, in the order in which they are written. */
export function merged(rule: "texts" | "list" | "longest" | "vote", outputs: readonly unknown[]): unknown {
  const texts = outputs.map(asText);
  switch (rule) {
    case "texts":
      return texts.filter(Boolean).join("\n\n");
    case "list":
      return outputs.map(readable);
    case "longest":
      return texts.reduce((best, text) => (text.length > best.length ? text : best), "");
    case "vote":
      return mostCommon(outputs);
    default:
      return unreachable(rule);
  }
}

/** Of equals the first; texts are compared without regard to case and space around them. */
function mostCommon(outputs: readonly unknown[]): unknown {
  const votes = new Map<string, { value: unknown; count: number }>();
  for (const value of outputs) {
    const read = readable(value);
    const key = typeof read === "string" ? read.trim().toLowerCase() : canonical(read);
    const vote = votes.get(key) ?? { value, count: 0 };
    votes.set(key, { ...vote, count: vote.count + 1 });
  }
  const best = [...votes.values()].reduce<{ value: unknown; count: number } | null>(
    (most, vote) => (most === null || vote.count > most.count ? vote : most),
    null,
  );
  return best?.value ?? "";
}
