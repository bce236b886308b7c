"use client";

import Columns2 from "lucide-react/icons/columns-2";
import Ellipsis from "lucide-react/icons/ellipsis";
import FileJson from "lucide-react/icons/file-json";
import FlaskConical from "lucide-react/icons/flask-conical";
import Radio from "lucide-react/icons/radio";
import RotateCcw from "lucide-react/icons/rotate-ccw";
import Save from "lucide-react/icons/save";
import Share2 from "lucide-react/icons/share-2";
import { lazy, Suspense, useState } from "react";
import { callApi } from "../../../../../components/live/call-api.ts";
import { useRunScreen } from "../../../../../components/session/runs/run-screen-context.ts";
import { download, fileNameOf } from "../../../../../components/surfaces/download.ts";
import { Button } from "../../../../../components/ui/button.tsx";
import { IconButton } from "../../../../../components/ui/icon-button.tsx";
import { Menu } from "../../../../../components/ui/menu.tsx";
import type { MenuItem } from "../../../../../components/ui/menu-item.ts";
import { toast } from "../../../../../components/ui/toast.ts";
import { useActions } from "../../../../../components/ui/use-actions.ts";
import { strings as screenWords } from "../strings.ts";
import { strings } from "./strings.ts";

const RerunDialog = lazy(() => import("./rerun-dialog.tsx").then((module) => ({ default: module.RerunDialog })));
const ShareDialog = lazy(() =>
  import("../../../../../components/session/share/share-dialog.tsx").then((module) => ({
    default: module.ShareDialog,
  })),
);
const PlayDialog = lazy(() => import("./play-dialog.tsx").then((module) => ({ default: module.PlayDialog })));

/** What can be made of a run: another one, a comparison, a test, a file. */
export function RunMenu() {
  const { run, sessionId, isOver } = useRunScreen();
  const [open, setOpen] = useState<"rerun" | "play" | "share" | null>(null);
  useActions([
    { id: "run-again", label: strings.again, group: screenWords.title, shortcut: "r", run: () => setOpen("rerun") },
  ]);
  const icon = (Icon: typeof Save) => <Icon aria-hidden="true" />;
  const items: MenuItem[] = [
    { kind: "link", label: strings.compare, icon: icon(Columns2), href: `/runs/compare?a=${run.id}` },
    ...(run.rerunOf
      ? [
          {
            kind: "link" as const,
            label: strings.compareFirst,
            icon: icon(Columns2),
            href: `/runs/compare?a=${run.rerunOf.runId}&b=${run.id}`,
          },
        ]
      : []),
    { kind: "separator" },
    { label: strings.play, icon: icon(FlaskConical), disabled: !isOver, onSelect: () => setOpen("play") },
    { label: strings.cassette, icon: icon(Save), disabled: !isOver, onSelect: () => void save(run.id, "cassette") },
    { kind: "separator" },
    { label: strings.share, icon: icon(Share2), onSelect: () => setOpen("share") },
    { label: strings.json, icon: icon(FileJson), onSelect: () => void save(run.id, "json") },
    { label: strings.otlp, icon: icon(Radio), onSelect: () => void save(run.id, "otlp") },
  ];
  return (
    <>
      <Button variant="outline" size="small" onClick={() => setOpen("rerun")}>
        <RotateCcw aria-hidden="true" />
        {strings.again}
      </Button>
      <Menu
        label={strings.more}
        items={items}
        align="end"
        trigger={(props) => <IconButton {...props} label={strings.more} icon={<Ellipsis />} />}
      />
      <Suspense fallback={null}>
        {open === "rerun" ? (
          <RerunDialog
            open
            onOpenChange={(next) => setOpen(next ? "rerun" : null)}
            place={{
              runId: run.id,
              agent: run.agent,
              agentVersion: run.agentVersion,
              conducts: run.conducts,
              task: run.task,
            }}
          />
        ) : null}
        {open === "share" ? (
          <ShareDialog sessionId={sessionId} open onOpenChange={(next) => setOpen(next ? "share" : null)} />
        ) : null}
        {open === "play" ? <PlayDialog runId={run.id} onClose={() => setOpen(null)} /> : null}
      </Suspense>
    </>
  );
}

const paths = {
  cassette: { path: "cassette", ending: "cassette.json" },
  json: { path: "export?format=json", ending: "json" },
  otlp: { path: "export?format=otlp", ending: "otlp.json" },
} as const;

async function save(runId: string, what: keyof typeof paths): Promise<void> {
  const { path, ending } = paths[what];
  try {
    const file = await callApi<unknown>("GET", `/runs/${runId}/${path}`);
    download(JSON.stringify(file, null, 2), fileNameOf(runId, ending), "application/json");
  } catch (error) {
    const description = error instanceof Error ? error.message : String(error);
    toast({ title: strings.notDone, description, tone: "destructive" });
  }
}
