"use client";

import RefreshCw from "lucide-react/icons/refresh-cw";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "../ui/button.tsx";

/** Has the server draw the page again, with what is true now. */
export function RefreshButton({ label }: { label: string }) {
  const router = useRouter();
  const [busy, startTransition] = useTransition();
  return (
    <Button variant="outline" size="small" busy={busy} onClick={() => startTransition(() => router.refresh())}>
      {busy ? null : <RefreshCw aria-hidden="true" />}
      {label}
    </Button>
  );
}
