export interface NewShareLink {
  ownerId: string;
  sessionId: string;
  seq: number;
  withTools: boolean;
  expiresAt: string | null;
}

/** A read-only address of a session, as its owner sees it: without the token. */
export interface ShareLink {
  id: string;
  sessionId: string;
  /** What is shared ends with this event. */
  seq: number;
  /** What tools were given and gave back is shown too. */
  withTools: boolean;
  createdAt: string;
  expiresAt: string | null;
}
