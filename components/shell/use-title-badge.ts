"use client";

import { useEffect } from "react";

/** `(2) Plan the move · Troupe`: how many things wait, seen from other tabs too. Keeps it when the page's title changes. */
export function useTitleBadge(count: number): void {
  useEffect(() => {
    const write = () => {
      const title = badgedTitle(document.title, count);
      if (title !== document.title) document.title = title;
    };
    write();
    const observer = new MutationObserver(write);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [count]);
}

export function badgedTitle(title: string, count: number): string {
  const bare = title.replace(/^\(\d+\) /, "");
  return count > 0 && bare !== "" ? `(${count}) ${bare}` : bare;
}
