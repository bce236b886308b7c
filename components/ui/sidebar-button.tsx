"use client";

import Menu from "lucide-react/icons/menu";
import { IconButton } from "./icon-button.tsx";
import { openSidebarDrawer } from "./sidebar-drawer.ts";
import { strings } from "./strings.ts";

/** A dot on it says that something waits on a person, where an element around it has `data-waiting`. */
export function SidebarButton() {
  return (
    <span className="relative inline-flex md:hidden">
      <IconButton label={strings.openSidebar} icon={<Menu />} onClick={openSidebarDrawer} />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute top-1 right-1 hidden size-2 rounded-full bg-warning in-data-waiting:block"
      />
    </span>
  );
}
