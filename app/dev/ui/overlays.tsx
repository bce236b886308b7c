"use client";

import ChevronDown from "lucide-react/icons/chevron-down";
import Pencil from "lucide-react/icons/pencil";
import Trash2 from "lucide-react/icons/trash-2";
import { useState } from "react";
import { AlertDialog } from "../../../components/ui/alert-dialog.tsx";
import { announce } from "../../../components/ui/announce.ts";
import { Button } from "../../../components/ui/button.tsx";
import { ContextMenu } from "../../../components/ui/context-menu.tsx";
import { Dialog } from "../../../components/ui/dialog.tsx";
import { Drawer } from "../../../components/ui/drawer.tsx";
import { Menu } from "../../../components/ui/menu.tsx";
import type { MenuItem } from "../../../components/ui/menu-item.ts";
import { Popover } from "../../../components/ui/popover.tsx";
import { toast } from "../../../components/ui/toast.ts";
import { Tooltip } from "../../../components/ui/tooltip.tsx";
import { Specimen } from "./specimen.tsx";

type Above = "dialog" | "alert" | "left" | "right" | "bottom";

export function Overlays() {
  const [above, setAbove] = useState<Above | null>(null);
  const [wraps, setWraps] = useState(true);
  const opening = (what: Above) => ({
    open: above === what,
    onOpenChange: (open: boolean) => setAbove(open ? what : null),
  });
  const items: MenuItem[] = [
    { kind: "heading", label: "This message" },
    { label: "Edit", icon: <Pencil aria-hidden="true" />, shortcut: "mod+e", onSelect: () => announce("Edit") },
    { label: "Not now", disabled: true, onSelect: () => {} },
    { kind: "check", label: "Wrap lines", checked: wraps, onCheckedChange: setWraps },
    { kind: "link", label: "Status", href: "/status" },
    { kind: "separator" },
    { label: "Delete…", icon: <Trash2 aria-hidden="true" />, tone: "destructive", onSelect: () => setAbove("alert") },
  ];
  return (
    <Specimen name="What opens above the page">
      <Button variant="outline" onClick={() => setAbove("dialog")}>
        Dialog
      </Button>
      <Button variant="outline" onClick={() => setAbove("alert")}>
        Alert dialog
      </Button>
      {(["left", "right", "bottom"] as const).map((side) => (
        <Button key={side} variant="outline" onClick={() => setAbove(side)}>
          Drawer, {side}
        </Button>
      ))}
      <Menu
        label="Message"
        items={items}
        trigger={(props) => (
          <Button variant="outline" {...props}>
            Menu
            <ChevronDown aria-hidden="true" />
          </Button>
        )}
      />
      <Popover
        title="Filters"
        trigger={(props) => (
          <Button variant="outline" {...props}>
            Popover
          </Button>
        )}
      >
        {(close) => (
          <>
            <p className="mb-3 text-muted-foreground">Something small beside what opens it.</p>
            <Button size="small" onClick={close}>
              Apply
            </Button>
          </>
        )}
      </Popover>
      <ContextMenu label="Message" items={items} className="rounded-md border border-dashed px-3 py-1.5 text-sm">
        Context menu: the other button here
      </ContextMenu>
      <Tooltip text="It says what this does" shortcut="mod+j">
        <Button variant="outline">Tooltip</Button>
      </Tooltip>
      {(["info", "success", "warning", "destructive"] as const).map((tone) => (
        <Button
          key={tone}
          variant="outline"
          onClick={() =>
            toast({
              tone,
              title: `A toast: ${tone}`,
              description: "It goes away by itself.",
              action: { label: "Undo", onSelect: () => announce("Undone") },
            })
          }
        >
          Toast, {tone}
        </Button>
      ))}
      <Button variant="outline" onClick={() => announce("Said to those who listen.")}>
        Announce
      </Button>

      <Dialog
        {...opening("dialog")}
        title="Share this session"
        description="Whoever has the link can read it."
        footer={
          <>
            <Button variant="outline" onClick={() => setAbove(null)}>
              Cancel
            </Button>
            <Button onClick={() => setAbove(null)}>Share</Button>
          </>
        }
      >
        The window keeps the focus inside, and gives it back to what opened it.
      </Dialog>
      <AlertDialog
        {...opening("alert")}
        title="Delete this session?"
        description="Its messages are gone for good."
        confirmLabel="Delete"
        onConfirm={() => {}}
      />
      {(["left", "right", "bottom"] as const).map((side) => (
        <Drawer key={side} {...opening(side)} side={side} title="State">
          <p className="px-4 pb-6 text-sm">Swiping it back closes it, and so does Escape.</p>
        </Drawer>
      ))}
    </Specimen>
  );
}
