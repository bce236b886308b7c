"use client";

import GitFork from "lucide-react/icons/git-fork";
import Link from "next/link";
import { useEffect, useState } from "react";
import { AppError } from "../../lib/core/errors.ts";
import { callApi } from "../live/call-api.ts";
import { useFolded } from "../live/use-session.ts";
import { useSessionListStore } from "../live/use-session-list.tsx";
import { aroundStrings } from "./strings-around.ts";

const words = aroundStrings.message;

/** Says where a fork comes from, with the way back. */
export function ForkedFrom() {
  const origin = useFolded((state) => state.forkOf?.sessionId ?? null);
  const list = useSessionListStore();
  const known = origin === null ? undefined : list.get(origin)?.title;
  const [read, setRead] = useState<{ title: string | null } | null>(null);
  useEffect(() => {
    if (origin === null || known !== undefined) return;
    callApi<{ title: string }>("GET", `/sessions/${origin}`).then(
      ({ title }) => setRead({ title }),
      (error: unknown) => {
        if (error instanceof AppError && error.code === "not_found") setRead({ title: null });
      },
    );
  }, [origin, known]);
  if (origin === null) return null;
  const title = known ?? read?.title ?? null;
  return (
    <p className="flex items-center gap-1.5 border-b bg-card px-3 py-1 text-muted-foreground text-xs md:px-5">
      <GitFork aria-hidden="true" className="size-3.5 shrink-0" />
      {read !== null && title === null ? (
        words.forkedFromGone
      ) : (
        <>
          <span className="shrink-0">{words.forkedFrom}</span>
          <Link
            href={`/chat/${origin}`}
            prefetch={false}
            className="min-w-0 truncate py-0.5 font-medium text-primary underline underline-offset-4"
          >
            {title ?? "…"}
          </Link>
        </>
      )}
    </p>
  );
}
