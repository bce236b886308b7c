/** What the load client speaks to: sockets or connections are shared by many conversations. */
export interface Door {
  /** A conversation that is ready to be spoken in. */
  open(): Promise<Conversation>;
  close(): void;
}

export interface Conversation {
  /** Resolves with the whole answer as the far side says it was. `hear` gets each piece as it arrives. */
  say(content: string, hear: Hear): Promise<string>;
}

/** `at` in characters from the beginning of the answer; null where the protocol does not say. */
export type Hear = (piece: string, at: number | null) => void;

export interface ChatMessage {
  role: "user" | "assistant";
  content: string;
}

export type Kind = "troupe" | "relay" | "route" | "model";
