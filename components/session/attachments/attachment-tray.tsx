"use client";

import CircleAlert from "lucide-react/icons/circle-alert";
import FileText from "lucide-react/icons/file-text";
import RotateCcw from "lucide-react/icons/rotate-ccw";
import X from "lucide-react/icons/x";
import { useEffect, useRef } from "react";
import { announce } from "../../ui/announce.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { Progress } from "../../ui/progress.tsx";
import { fileSize } from "../format.ts";
import { strings } from "../strings.ts";
import type { Attached } from "./attached.ts";
import { fileWords } from "./file-words.ts";
import { useAttached, useAttachmentStore } from "./use-attachments.tsx";

/** The files that the next message takes along. */
export function AttachmentTray() {
  const items = useAttached();
  useTold(items);
  if (items.length === 0) return null;
  // What a person has to do something about is seen without scrolling.
  const failed = items.filter((item) => item.status === "failed");
  const others = items.filter((item) => item.status !== "failed");
  return (
    <ul aria-label={strings.attachedFiles} className="flex max-h-48 flex-wrap gap-2 overflow-y-auto px-3 pt-3">
      {[...failed, ...others].map((item) => (
        <OneAttached key={item.key} item={item} />
      ))}
    </ul>
  );
}

function OneAttached({ item }: { item: Attached }) {
  const store = useAttachmentStore();
  const failed = item.status === "failed";
  return (
    <li
      className={`flex w-full min-w-0 items-center gap-2 rounded-lg border p-1.5 text-sm sm:w-64 ${failed ? "border-destructive bg-destructive-muted" : "bg-background"}`}
    >
      <span className="grid size-10 shrink-0 place-items-center overflow-hidden rounded-md bg-muted text-muted-foreground">
        {item.preview ? (
          // biome-ignore lint/performance/noImgElement: it is on this machine, or as small as it was sent
          <img src={item.preview} alt="" className="size-full object-cover" />
        ) : failed ? (
          <CircleAlert aria-hidden="true" className="size-5 text-destructive" />
        ) : (
          <FileText aria-hidden="true" className="size-5" />
        )}
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium text-xs" title={item.name}>
          {item.name}
        </p>
        {item.status === "sending" ? (
          <Progress
            label={strings.sendingFile(item.name)}
            hideLabel
            value={item.size === 0 ? null : item.sent}
            max={Math.max(1, item.size)}
            text={strings.sentOf(fileSize(item.sent), fileSize(item.size))}
          />
        ) : (
          <p
            className={`text-xs ${failed ? "line-clamp-3 text-destructive" : "truncate text-muted-foreground"}`}
            title={failed ? item.reason : undefined}
          >
            {item.status === "reading" ? strings.readingFile : failed ? item.reason : fileWords(item.file)}
          </p>
        )}
      </div>
      <span className="flex shrink-0">
        {failed && item.canRetry ? (
          <IconButton
            label={strings.retryFile(item.name)}
            icon={<RotateCcw />}
            size="small"
            onClick={() => store?.retry(item.key)}
          />
        ) : null}
        <IconButton
          label={strings.removeFile(item.name)}
          icon={<X />}
          size="small"
          onClick={() => store?.remove(item.key)}
        />
      </span>
    </li>
  );
}

/** Who does not see the list hears what became of each file, once. */
function useTold(items: readonly Attached[]): void {
  const told = useRef(new Map<string, Attached["status"]>());
  useEffect(() => {
    for (const item of items) {
      const before = told.current.get(item.key);
      if (before === item.status) continue;
      told.current.set(item.key, item.status);
      if (item.status === "sending") announce(strings.sendingFile(item.name));
      else if (item.status === "ready") announce(strings.fileReady(item.name, fileWords(item.file)));
      else if (item.status === "failed") announce(strings.fileFailed(item.name, item.reason));
    }
    for (const key of told.current.keys()) if (!items.some((item) => item.key === key)) told.current.delete(key);
  }, [items]);
}
