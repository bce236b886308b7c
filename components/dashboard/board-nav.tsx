"use client";

import Plus from "lucide-react/icons/plus";
import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { Suspense, useState } from "react";
import type { DashboardInfo } from "../../lib/dashboards/dashboard.ts";
import { addDashboard } from "../live/dashboards.ts";
import { Button } from "../ui/button.tsx";
import { cn } from "../ui/cn.ts";
import { NameDialog } from "./fetched-dialogs.ts";
import { strings } from "./strings.ts";

/** Operations, one's own boards, and those that others share. */
export function BoardNav({ boards }: { boards: readonly DashboardInfo[] }) {
  const router = useRouter();
  const [naming, setNaming] = useState(false);
  return (
    <nav aria-label={strings.boards} className="flex flex-wrap items-center gap-1 border-b px-3 py-1.5 md:px-5">
      <BoardLink href="/dashboard" label={strings.operations} />
      {boards.map(({ id, name, mine, ownerId, shared }) => (
        <BoardLink
          key={id}
          href={`/dashboard/${id}`}
          label={mine ? name : strings.of(name)}
          title={mine ? undefined : ownerId}
          mark={mine && shared ? strings.sharedMark : null}
        />
      ))}
      <Button variant="ghost" size="small" onClick={() => setNaming(true)}>
        <Plus aria-hidden="true" />
        {strings.newBoard}
      </Button>
      {naming ? (
        <Suspense fallback={null}>
          <NameDialog
            title={strings.newBoard}
            label={strings.boardName}
            hint={strings.boardNameHint}
            confirm={strings.make}
            most={80}
            onClose={() => setNaming(false)}
            onName={async (name) => {
              const { id } = await addDashboard(name);
              router.push(`/dashboard/${id}`);
              router.refresh();
            }}
          />
        </Suspense>
      ) : null}
    </nav>
  );
}

interface LinkProps {
  href: string;
  label: string;
  title?: string | undefined;
  mark?: string | null;
}

function BoardLink({ href, label, title, mark = null }: LinkProps) {
  const current = usePathname() === href;
  return (
    <Link
      href={href}
      prefetch={false}
      title={title}
      aria-current={current ? "page" : undefined}
      className={cn(
        "target flex h-7 max-w-48 items-center gap-1.5 rounded-md px-2.5 text-sm hover:bg-accent hover:text-accent-foreground",
        current && "bg-accent font-medium text-accent-foreground",
      )}
    >
      <span className="truncate">{label}</span>
      {mark ? <span className="text-muted-foreground text-xs">{mark}</span> : null}
    </Link>
  );
}
