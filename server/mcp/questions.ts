import { AsyncLocalStorage } from "node:async_hooks";
import type { ElicitRequest, ElicitResult } from "@modelcontextprotocol/client";
import type { Question } from "../../lib/core/state.ts";
import { checkAgainstSchema } from "../json-schema/validate.ts";
import type { ToolContext } from "../ports/tools.ts";

const mostSchemaBytes = 16 * 1024;
const mostWords = 3_500;
const mostTries = 3;

type Ask = NonNullable<ToolContext["ask"]>;

/** A question of one of these calls: those that were open when it came, without those that have been answered since. */
interface Doubt {
  calls: Set<Ask>;
  settle(ask: Ask | null): void;
}

/**
 * The calls that are open on one connection. Over HTTP a question comes within the answer to its call, so that it is known
 * whose it is. Else a server does not say it, and it is asked when there is no doubt: one call is open, or the others that
 * were open when it came have been answered. It waits for that as long as they may be anything but asking themselves.
 */
export class OpenCalls {
  private readonly open = new Set<Ask>();
  private readonly doubts = new Set<Doubt>();
  private asking = 0;
  private readonly within = new AsyncLocalStorage<Ask>();
  private readonly server: string;
  private readonly refused: (why: string) => void;

  constructor(server: string, refused: (why: string) => void) {
    this.server = server;
    this.refused = refused;
  }

  async during<T>(ask: ToolContext["ask"], call: () => Promise<T>): Promise<T> {
    // A function of this call's own, so that two calls with nobody to ask are two.
    const own: Ask = async (question) => (ask ? ask(question) : null);
    this.open.add(own);
    let answered = false;
    try {
      const result = await this.within.run(own, call);
      answered = true;
      return result;
    } finally {
      this.open.delete(own);
      this.clear(own, answered);
    }
  }

  /** What begins here belongs to no call, whoever's call was the occasion. */
  outside<T>(work: () => T): T {
    return this.within.exit(work);
  }

  async answer({ params }: ElicitRequest): Promise<ElicitResult> {
    const schema = "requestedSchema" in params ? (params.requestedSchema as Record<string, unknown>) : undefined;
    if (!schema) return this.refuse("It wants to send the person to an address, which is not done here.");
    if (JSON.stringify(schema).length > mostSchemaBytes) return this.refuse("Its form is too large.");
    if (this.open.size === 0) return this.refuse("No call is open.");
    const ask = await this.asker();
    if (!ask) return this.refuse("Several calls are open; nobody knows whose it is.");
    this.asking++;
    return this.put(ask, schema, `${this.server} asks: ${params.message.slice(0, mostWords)}`).finally(
      () => this.asking--,
    );
  }

  private async put(ask: Ask, schema: Record<string, unknown>, words: string): Promise<ElicitResult> {
    let problem: string | null = null;
    for (let tried = 0; tried < mostTries; tried++) {
      const question: Question = { question: problem ? `${words}\n(${problem})` : words, schema };
      const given = await ask(question);
      if (given === null) return { action: "decline" };
      problem = checkAgainstSchema(schema, given);
      if (problem === null && isObject(given)) return { action: "accept", content: given as ElicitResult["content"] };
      problem = `The last answer did not fit: ${problem ?? "it must be an object."}`;
    }
    return { action: "cancel" };
  }

  private asker(): Promise<Ask | null> {
    const own = this.within.getStore();
    if (own && this.open.has(own)) return Promise.resolve(own);
    const [only, other] = this.open;
    if (only && !other) return Promise.resolve(only);
    // If each of them asks, none is answered before: one has to go without.
    if (this.doubts.size + this.asking + 1 >= this.open.size) return Promise.resolve(null);
    return new Promise((settle) => this.doubts.add({ calls: new Set(this.open), settle }));
  }

  /** A call that was answered asks nothing any more. One that was given up may have been the one that asked. */
  private clear(call: Ask, answered: boolean): void {
    for (const doubt of this.doubts) {
      if (!doubt.calls.delete(call)) continue;
      const [only, other] = doubt.calls;
      if (answered && other) continue;
      this.doubts.delete(doubt);
      doubt.settle(answered && only ? only : null);
    }
  }

  private refuse(why: string): ElicitResult {
    this.refused(`A question of the server was not asked: ${why}`);
    return { action: "cancel" };
  }
}

function isObject(value: unknown): boolean {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
