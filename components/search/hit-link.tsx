import Link from "next/link";
import type { Found } from "../../lib/search/found.ts";
import { messageAddress } from "../live/message-address.ts";
import { MarkedText } from "../ui/marked-text.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { strings } from "./strings.ts";

export function HitLink({ hit }: { hit: Found }) {
  const { author, at, snippet } = hit;
  return (
    <Link
      href={messageAddress(hit)}
      prefetch={false}
      data-stop=""
      className="block px-3 py-2 text-sm transition-colors hover:bg-accent focus-visible:-outline-offset-2"
    >
      <span className="flex items-baseline gap-2 text-muted-foreground text-xs">
        <span className="font-medium text-foreground">{author.kind === "user" ? strings.you : author.id}</span>
        <RelativeTime at={at} className="tabular-nums" />
      </span>
      <span className="line-clamp-3 break-words leading-relaxed">
        <MarkedText {...snippet} />
      </span>
    </Link>
  );
}
