"use client";

import { useEffect, useRef } from "react";

/** Browsers refuse an address that changes with every frame. */
const betweenAddressesMs = 250;

/** The page's address tells what is looked at, without a step in the browser's history. */
export function useWrittenAddress(address: string): void {
  const writtenAt = useRef(0);
  useEffect(() => {
    const write = () => {
      writtenAt.current = performance.now();
      if (address !== location.pathname + location.search) window.history.replaceState(null, "", address);
    };
    const timer = setTimeout(write, Math.max(0, writtenAt.current + betweenAddressesMs - performance.now()));
    return () => clearTimeout(timer);
  }, [address]);
}
