"use client";

import Menu from "lucide-react/icons/menu";
import { IconButton } from "./icon-button.tsx";
import { openSidebarDrawer } from "./sidebar-drawer.ts";
import { strings } from "./strings.ts";

export function SidebarButton() {
  return <IconButton label={strings.openSidebar} icon={<Menu />} onClick={openSidebarDrawer} className="md:hidden" />;
}
