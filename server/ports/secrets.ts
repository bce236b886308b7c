import type { SecretInfo } from "../../lib/secrets/secret-info.ts";
import type { Tool } from "./tools.ts";

/** What programs elsewhere ask for: keys and tokens. Given once, used by name, told to nobody. */
export interface Secrets {
  list(ownerId: string): Promise<SecretInfo[]>;
  /** Creates, or rotates: then the hosts stay as they were where none are given. */
  put(
    ownerId: string,
    name: string,
    value: string,
    hosts?: readonly string[],
  ): Promise<{ secret: SecretInfo; created: boolean }>;
  /** False if there is no such secret. */
  delete(ownerId: string, name: string): Promise<boolean>;
  /**
   * The value, to be sent to this address and nowhere else: `forbidden` for an address that it was not given for.
   * Whoever asks keeps it out of everything that is recorded.
   */
  reveal(ownerId: string, name: string, forUrl: string): Promise<string>;
  /** What else belongs to this person's secrets, such as a token within one: `redact` takes it out too. */
  know(ownerId: string, values: readonly string[]): void;
  /** The text without the values of this person's secrets. */
  redact: Redact;
}

/** What a tool's schema calls secret stands sealed in the log, and is opened for the tool and for who judges the call. */
export interface SealedArguments {
  seal(ownerId: string, tool: Pick<Tool, "parameters">, args: unknown): unknown;
  /** What is not sealed stays as it is. Throws `unavailable` where the key is gone. */
  open(ownerId: string, tool: Pick<Tool, "parameters">, args: unknown): unknown;
}

export type Redact = (ownerId: string, text: string) => string;
