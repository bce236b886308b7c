"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "../ui/cn.ts";
import { strings } from "./strings.ts";

const links = [
  { href: "/settings/providers", label: strings.pages.providers },
  { href: "/settings/appearance", label: strings.pages.appearance },
];

/** The settings' own pages. */
export function SettingsLinks() {
  const path = usePathname();
  return (
    <nav aria-label={strings.pages.settings} className="border-b px-3 md:px-5">
      <ul className="flex gap-1 overflow-x-auto">
        {links.map(({ href, label }) => (
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
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
