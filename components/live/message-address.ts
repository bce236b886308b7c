/** Where a message is shown: its session, scrolled to it. */
export function messageAddress({ sessionId, messageId }: { sessionId: string; messageId: string }): string {
  return `/chat/${sessionId}?message=${encodeURIComponent(messageId)}`;
}

export function searchAddress(words: string): string {
  return words.trim() === "" ? "/search" : `/search?${new URLSearchParams({ q: words.trim() })}`;
}
