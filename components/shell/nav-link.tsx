"use client";

import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "../ui/cn.ts";
import { isWithin, type ShellPage } from "./pages.ts";

interface Props {
  page: ShellPage;
  /** Stands at the end, such as a count. */
  after?: ReactNode;
}

/** Read ahead when somebody comes near, and not for every link at once. */
export function NavLink({ page, after }: Props) {
  const router = useRouter();
  const current = isWithin(usePathname(), page);
  const readAhead = () => router.prefetch(page.href);
  const Icon = page.icon;
  return (
    <Link
      href={page.href}
      prefetch={false}
      onPointerEnter={readAhead}
      onFocus={readAhead}
      aria-current={current ? "page" : undefined}
      data-tooltip={page.label}
      data-tooltip-keys={page.shortcut}
      className={cn(
        "flex h-8 target items-center gap-2.5 rounded-md px-2.5 text-sm transition-colors hover:bg-accent hover:text-accent-foreground collapsed:justify-center collapsed:px-0",
        current && "bg-accent font-medium text-accent-foreground",
      )}
    >
      <Icon aria-hidden="true" className="size-4 shrink-0" />
      <span className="min-w-0 flex-1 truncate collapsed:sr-only">{page.label}</span>
      {after}
    </Link>
  );
}
