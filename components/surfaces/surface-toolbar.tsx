"use client";

import Ellipsis from "lucide-react/icons/ellipsis";
import Maximize from "lucide-react/icons/maximize";
import Pin from "lucide-react/icons/pin";
import { type RefObject, useMemo, useState } from "react";
import { lookup } from "../../lib/surfaces/bind.ts";
import { csvOf } from "../../lib/surfaces/csv-of.ts";
import { jsonOf, tablesIn } from "../../lib/surfaces/export.ts";
import { Dialog } from "../ui/dialog.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Menu } from "../ui/menu.tsx";
import type { MenuItem } from "../ui/menu-item.ts";
import { toast } from "../ui/toast.ts";
import { download, fileNameOf } from "./download.ts";
import { strings } from "./strings.ts";
import { SurfaceBody, type SurfaceBodyProps } from "./surface-body.tsx";
import { SurfaceHistory } from "./surface-history.tsx";
import { toPng } from "./to-png.ts";
import { WidgetTitle } from "./widget-title.tsx";
import { TableView } from "./widgets/table-view.tsx";

/** Keeps a surface where it stays in view. */
export interface PinSurface {
  label: string;
  onPin: () => void;
}

export interface SurfaceToolbarProps extends Omit<SurfaceBodyProps, "body" | "growing"> {
  /** Where its events are; without it there is no history. */
  sessionId?: string | undefined;
  pin?: PinSurface | undefined;
  /** What else can be done with it where it stands. */
  more?: readonly MenuItem[] | undefined;
  body: RefObject<HTMLDivElement | null>;
}

/** What can be done with every surface, whoever showed it. */
export function SurfaceToolbar({ sessionId, pin, more = [], body, ...rest }: SurfaceToolbarProps) {
  const { surface, state } = rest;
  const [open, setOpen] = useState<"full" | "table" | "history" | null>(null);
  const title = surface.title ?? strings.untitled;
  const tables = useMemo(
    () => (open === "table" ? tablesIn(surface, lookup(state, surface)) : []),
    [open, surface, state],
  );

  function picture(): void {
    if (!body.current) return;
    toPng(body.current).then(
      (blob) => download(blob, fileNameOf(title, "png")),
      () => toast({ title: strings.pngFailed, tone: "destructive" }),
    );
  }

  const items: MenuItem[] = [
    { label: strings.asTable, onSelect: () => setOpen("table") },
    ...(sessionId ? [{ label: strings.history, onSelect: () => setOpen("history") }] : []),
    { kind: "separator" },
    {
      label: strings.asCsv,
      onSelect: () =>
        download(csvOf(tablesIn(surface, lookup(state, surface))), fileNameOf(title, "csv"), "text/csv;charset=utf-8"),
    },
    { label: strings.asJson, onSelect: () => download(jsonOf(surface), fileNameOf(title, "json"), "application/json") },
    { label: strings.asPng, onSelect: picture },
    ...(more.length > 0 ? [{ kind: "separator" as const }, ...more] : []),
  ];

  return (
    <>
      {pin ? <IconButton label={pin.label} icon={<Pin />} size="small" onClick={pin.onPin} /> : null}
      <IconButton label={strings.fullScreen} icon={<Maximize />} size="small" onClick={() => setOpen("full")} />
      <Menu
        label={strings.more}
        align="end"
        items={items}
        trigger={(trigger) => <IconButton {...trigger} label={strings.more} icon={<Ellipsis />} size="small" />}
      />
      <Dialog open={open === "full"} onOpenChange={(next) => setOpen(next ? "full" : null)} title={title} size="large">
        <SurfaceBody {...rest} />
      </Dialog>
      <Dialog
        open={open === "table"}
        onOpenChange={(next) => setOpen(next ? "table" : null)}
        title={title}
        size="large"
      >
        {tables.length === 0 ? <p>{strings.noTable}</p> : null}
        <div className="grid gap-4">
          {tables.map((each, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a table's place is what it is
            <div key={index}>
              <WidgetTitle>{each.title}</WidgetTitle>
              <TableView table={each.table} label={each.title} />
            </div>
          ))}
        </div>
      </Dialog>
      {sessionId ? (
        <Dialog
          open={open === "history"}
          onOpenChange={(next) => setOpen(next ? "history" : null)}
          title={title}
          size="large"
        >
          {open === "history" ? <SurfaceHistory sessionId={sessionId} surfaceId={surface.id} /> : null}
        </Dialog>
      ) : null}
    </>
  );
}
