"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const whileItChangesMs = 3_000;
const otherwiseMs = 30_000;

/** Looks again at how the servers are, more often while one of them is not connected. Draws nothing. */
export function FreshHealth({ settled }: { settled: boolean }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(
      () => document.visibilityState === "visible" && router.refresh(),
      settled ? otherwiseMs : whileItChangesMs,
    );
    return () => clearInterval(timer);
  }, [router, settled]);
  return null;
}
