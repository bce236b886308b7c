import MessageSquare from "lucide-react/icons/message-square";
import Link from "next/link";
import type { Found } from "../../lib/search/found.ts";
import { groupFound } from "./group-found.ts";
import { HitLink } from "./hit-link.tsx";

export function SearchResults({ items }: { items: readonly Found[] }) {
  return (
    <div className="grid grid-cols-1 gap-5">
      {groupFound(items).map(({ sessionId, title, hits }) => (
        <section key={sessionId} aria-labelledby={`in-${sessionId}`}>
          <h2 id={`in-${sessionId}`} className="mb-1.5 flex min-w-0 items-center gap-2 font-medium text-sm">
            <MessageSquare aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
            <Link href={`/chat/${sessionId}`} prefetch={false} className="min-w-0 truncate py-0.5 hover:underline">
              {title}
            </Link>
          </h2>
          <ul className="divide-y overflow-hidden rounded-lg border bg-card">
            {hits.map((hit) => (
              <li key={hit.messageId}>
                <HitLink hit={hit} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
