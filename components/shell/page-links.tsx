"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "../ui/cn.ts";

/** Pages that belong together, below their common heading. */
export function PageLinks({ label, links }: { label: string; links: readonly { href: string; label: string }[] }) {
  const path = usePathname();
  return (
    <nav aria-label={label} className="border-b px-3 md:px-5">
      <ul className="flex gap-1 overflow-x-auto">
        {links.map(({ href, label: words }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={path === href ? "page" : undefined}
              className={cn(
                "-mb-px flex min-h-9 items-center whitespace-nowrap border-b-2 px-2.5 font-medium text-sm transition-colors hover:text-foreground focus-visible:-outline-offset-2",
                path === href ? "border-primary text-foreground" : "border-transparent text-muted-foreground",
              )}
            >
              {words}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
