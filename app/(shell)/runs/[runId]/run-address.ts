interface View {
  /** The event that the inspector shows. */
  seq?: number;
  /** How many pages of events come before the one in view. */
  page: number;
}

export const eventsOnPage = 200;

/** What the address of a run asks for, of so many events. Without a page it is the one with the chosen event. */
export function readView(query: Record<string, string | string[] | undefined>, seqs: readonly number[]): View {
  const seq = wholeNumber(query.seq);
  const last = Math.max(0, Math.ceil(seqs.length / eventsOnPage) - 1);
  const at = seq === undefined ? -1 : seqs.indexOf(seq);
  const page = wholeNumber(query.page) ?? Math.floor(Math.max(0, at) / eventsOnPage);
  return { page: Math.min(page, last), ...(seq !== undefined && { seq }) };
}

export function runAddress(runId: string, { seq, page }: Partial<View> = {}): string {
  const query = new URLSearchParams();
  if (page) query.set("page", String(page));
  if (seq !== undefined) query.set("seq", String(seq));
  const address = `/runs/${runId}${query.size > 0 ? `?${query}` : ""}`;
  return seq === undefined ? address : `${address}#inspector`;
}

function wholeNumber(text: string | string[] | undefined): number | undefined {
  return typeof text === "string" && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
