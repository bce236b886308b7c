/** How the process that serves a board stands at one moment. All of it was counted as things happened; nothing is read for it. */
export interface Operations {
  at: string;
  queue: { queued: number; running: number; oldestWaitMs: number };
  /** Model calls being streamed. */
  openTurns: number;
  agents: GroupFigures[];
  models: GroupFigures[];
  tools: { name: string; calls: number; errors: number; p50Ms: number | null; p95Ms: number | null }[];
  providers: {
    provider: string;
    circuit: "closed" | "open" | "half-open";
    failures: number;
    lastMs: number | null;
    lastError: string | null;
  }[];
}

export interface GroupFigures {
  name: string;
  turns: number;
  errors: number;
  p50Ms: number | null;
  p95Ms: number | null;
  inputTokens: number;
  outputTokens: number;
  cost: number;
}
