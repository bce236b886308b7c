"use client";

import { useEffect, useState } from "react";

/** The time, anew each second while it is wanted; 0 while it is not. */
export function useSeconds(wanted: boolean): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (!wanted) return setNow(0);
    setNow(Date.now());
    const ticking = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(ticking);
  }, [wanted]);
  return now;
}
