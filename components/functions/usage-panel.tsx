"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import type { FunctionUsage } from "../../lib/functions/execution.ts";
import { callApi } from "../live/call-api.ts";
import { Badge } from "../ui/badge.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { strings } from "./strings.ts";
import { milliseconds } from "./test-dock.tsx";

interface User {
  kind: string;
  name: string;
  draft: boolean;
}

/** Who uses it, and how it went lately. */
export function UsagePanel({ name }: { name: string }) {
  const [usage, setUsage] = useState<FunctionUsage | null>(null);
  const [users, setUsers] = useState<User[]>([]);

  useEffect(() => {
    callApi<FunctionUsage>("GET", `/functions/${name}/usage`).then(setUsage, () => setUsage(null));
    callApi<{ items: User[] }>("GET", `/functions/${name}/used-by`).then(
      ({ items }) => setUsers(items),
      () => setUsers([]),
    );
  }, [name]);

  if (!usage) return <p className="text-muted-foreground text-sm">{strings.loading}</p>;
  return (
    <div className="grid gap-5 text-sm">
      <section>
        <h2 className="mb-2 font-medium">{strings.usedBy}</h2>
        {users.length === 0 ? <p className="text-muted-foreground">{strings.nobody}</p> : null}
        <ul className="flex flex-wrap gap-2">
          {users.map((user) => (
            <li key={`${user.kind}/${user.name}`}>
              <Link
                className="text-primary underline underline-offset-4"
                href={user.kind === "function" ? `/functions/${user.name}` : "/agents"}
              >
                {user.kind} {user.name}
              </Link>
              {user.draft ? ` (${strings.draftOf})` : ""}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2 className="mb-2 font-medium">{strings.usage}</h2>
        <p>
          {strings.runs(usage.runs, usage.failed)}
          {usage.medianMs === null ? "" : ` · ${strings.median(milliseconds(usage.medianMs))}`}
        </p>
      </section>
      <section>
        <h2 className="mb-2 font-medium">{strings.lastFailures}</h2>
        {usage.lastFailures.length === 0 ? <p className="text-muted-foreground">{strings.noFailures}</p> : null}
        <ul className="grid gap-2">
          {usage.lastFailures.map(({ id, at, error, version }) => (
            <li key={id} className="flex flex-wrap items-center gap-2 rounded-md border p-2">
              <Badge tone="destructive">
                {error ? strings.failedAt(error.kind, error.line, error.column) : strings.failed}
              </Badge>
              <span className="min-w-0 flex-1 break-words">{error?.message}</span>
              <span className="text-muted-foreground text-xs">
                {version === null ? strings.draftOf : strings.version(version)}
              </span>
              <RelativeTime at={at} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
