import type { ReactNode } from "react";
import { SidebarButton } from "./sidebar-button.tsx";

export interface TopBarProps {
  /** The page's heading. */
  title: ReactNode;
  /** Stands beside the title: a badge, a picker. */
  beside?: ReactNode;
  /** Buttons at the end. */
  children?: ReactNode;
}

/** The first line of every page. On a narrow screen it also opens the sidebar. */
export function TopBar({ title, beside, children }: TopBarProps) {
  return (
    <header className="sticky top-0 z-20 flex min-h-12 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-b py-1.5 bg-background px-3 md:px-5">
      <SidebarButton />
      <h1 className="min-w-0 max-w-max flex-1 basis-24 truncate font-semibold text-sm">{title}</h1>
      {beside}
      <div className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-1">{children}</div>
    </header>
  );
}
