import type { ModelChunk, ModelError, ModelRequest } from "../../lib/core/model.ts";
import { type Asked, askedIn, differenceOf, inCommon } from "../../lib/replay/asked.ts";
import type { Cassette, ReadMessage, TapedTurn } from "../../lib/replay/cassette.ts";
import { type FirstDifference, whereOf } from "../../lib/replay/verdict.ts";
import type { Model, Models } from "../ports/models.ts";

/** Answers from a cassette what was asked when it was recorded, and fails where it is asked something else. */
export function tapedModels(cassette: Cassette, notice: (difference: FirstDifference) => void): Models {
  const left = new Set(cassette.turns);
  const model: Model = {
    name: "cassette/recorded",
    async *stream(request: ModelRequest): AsyncIterable<ModelChunk> {
      const asked = askedIn(request);
      const turn = bestFor(cassette, left, asked);
      if (turn) left.delete(turn);
      const difference = turn
        ? differenceOf(askedFor(cassette, turn), asked)
        : { what: "The model is asked once more", expected: "", got: asked.messages.at(-1)?.content ?? "" };
      if (difference || !turn) {
        const step = turn ? turn.act + 1 : cassette.acts.length + 1;
        const where = turn ? whereOf({ kind: "turn", agent: turn.agent, name: "" }) : "Behind the last step";
        notice({ step, where, ...(difference as NonNullable<typeof difference>) });
        yield failure("bad_request", "The cassette does not know what it is asked.");
        return;
      }
      yield* said(turn);
    },
  };
  return {
    chain: () => model,
    list: () => [],
    info: () => null,
    contextTokens: () => Number.MAX_SAFE_INTEGER,
    test: async () => ({ ok: true, ms: 0, text: "" }),
    health: () => [],
    keys: () => [],
    useKey: () => undefined,
  };
}

function askedFor(cassette: Cassette, { reads, tools, settings }: TapedTurn): Asked {
  return { messages: reads.map((place) => cassette.messages[place] as ReadMessage), tools, settings };
}

/** Those who work side by side ask in any order: the one that was asked the same, else the most alike, else the next. */
function bestFor(cassette: Cassette, left: ReadonlySet<TapedTurn>, asked: Asked): TapedTurn | undefined {
  let best: TapedTurn | undefined;
  let most = -1;
  for (const turn of left) {
    const expected = askedFor(cassette, turn);
    if (differenceOf(expected, asked) === null) return turn;
    const alike = inCommon(expected, asked);
    if (alike > most) {
      best = turn;
      most = alike;
    }
  }
  return best;
}

function* said({ answer }: TapedTurn): Iterable<ModelChunk> {
  if ("error" in answer) {
    yield failure(answer.error.code as ModelError["code"], answer.error.message);
    return;
  }
  if (answer.reasoning) yield { type: "reasoning", text: answer.reasoning };
  if (answer.text) yield { type: "text", text: answer.text };
  for (const [index, { tool, arguments: given }] of answer.calls.entries()) {
    yield { type: "call", index, tool };
    // What was no JSON is kept as the text that it was.
    yield { type: "arguments", index, text: typeof given === "string" ? given : JSON.stringify(given ?? {}) };
  }
  const { usage, cost, model } = answer;
  yield { type: "finish", reason: answer.calls.length > 0 ? "calls" : "stop", usage, cost, model };
}

function failure(code: ModelError["code"], message: string): ModelChunk {
  return { type: "error", error: { code, message }, model: "cassette/recorded" };
}
