import Link from "next/link";
import { useId } from "react";
import type { Found } from "../../lib/search/found.ts";
import { messageAddress, searchAddress } from "../live/message-address.ts";
import { MarkedText } from "../ui/marked-text.tsx";
import { strings } from "./strings.ts";

const row =
  "block rounded-md px-2.5 py-1.5 text-xs leading-snug transition-colors hover:bg-accent hover:text-accent-foreground";

/** The best messages, beneath the sessions that were found. */
export function MessageHits({ words, hits }: { words: string; hits: readonly Found[] }) {
  const heading = useId();
  if (hits.length === 0) return null;
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} className="px-2.5 pb-1 font-medium text-muted-foreground text-xs">
        {strings.inMessages}
      </h2>
      <ul className="grid grid-cols-1 gap-px">
        {hits.map((hit) => (
          <li key={hit.messageId}>
            <Link href={messageAddress(hit)} prefetch={false} className={row}>
              <span className="block truncate text-muted-foreground">{hit.sessionTitle}</span>
              <span className="line-clamp-2 break-words">
                <MarkedText {...hit.snippet} />
              </span>
            </Link>
          </li>
        ))}
        <li>
          <Link href={searchAddress(words)} prefetch={false} className={`${row} truncate font-medium text-primary`}>
            {strings.allResults(words)}
          </Link>
        </li>
      </ul>
    </section>
  );
}
