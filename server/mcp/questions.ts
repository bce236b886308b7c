import { AsyncLocalStorage } from "node:async_hooks";
import type { ElicitRequest, ElicitResult } from "@modelcontextprotocol/client";
import type { Question } from "../../lib/core/state.ts";
import { checkAgainstSchema } from "../json-schema/validate.ts";
import type { ToolContext } from "../ports/tools.ts";

const mostSchemaBytes = 16 * 1024;
const mostWords = 3_500;
const mostTries = 3;

type Ask = NonNullable<ToolContext["ask"]>;

/**
 * The calls that are open on one connection. Over HTTP a question comes within the answer to its call, so that it is known
 * whose it is. Else a server does not say it, and is asked only while there is no doubt: one call is open, and a person
 * stands behind it.
 */
export class OpenCalls {
  private readonly open = new Set<Ask>();
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
    try {
      return await this.within.run(own, call);
    } finally {
      this.open.delete(own);
    }
  }

  /** What begins here belongs to no call, whoever's call was the occasion. */
  outside<T>(work: () => T): T {
    return this.within.exit(work);
  }

  async answer({ params }: ElicitRequest): Promise<ElicitResult> {
    const schema = "requestedSchema" in params ? (params.requestedSchema as Record<string, unknown>) : undefined;
    if (!schema) return this.refuse("It wants to send the person to an address, which is not done here.");
    const ask = this.asker();
    if (!ask)
      return this.refuse(this.open.size > 0 ? "Several calls are open; nobody knows whose it is." : "No call is open.");
    if (JSON.stringify(schema).length > mostSchemaBytes) return this.refuse("Its form is too large.");
    const words = `${this.server} asks: ${params.message.slice(0, mostWords)}`;
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

  private asker(): Ask | undefined {
    const own = this.within.getStore();
    if (own && this.open.has(own)) return own;
    const [only, other] = this.open;
    return other ? undefined : only;
  }

  private refuse(why: string): ElicitResult {
    this.refused(`A question of the server was not asked: ${why}`);
    return { action: "cancel" };
  }
}

function isObject(value: unknown): boolean {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
