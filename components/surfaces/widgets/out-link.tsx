import ExternalLink from "lucide-react/icons/external-link";
import type { ReactNode } from "react";
import { safeLink } from "../../../lib/markdown/safe-link.ts";

/** A link that leads to a page, with the place where it leads; for every other address the text alone. */
export function OutLink({ href, children }: { href: string; children: ReactNode }) {
  const link = safeLink(href);
  if (!link) return children;
  return (
    <a
      href={link.href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={link.href}
      className="break-words text-primary underline underline-offset-2"
    >
      {children}
      {link.host ? <span className="text-muted-foreground text-xs"> ({link.host})</span> : null}
      <ExternalLink aria-hidden="true" className="ml-0.5 inline size-3 align-baseline" />
    </a>
  );
}
