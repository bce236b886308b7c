"use client";

import Paperclip from "lucide-react/icons/paperclip";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { cn } from "../../ui/cn.ts";
import { fileSize } from "../format.ts";
import { strings } from "../strings.ts";
import { useAttachmentStore } from "./use-attachments.tsx";

/** All of it takes files that are dropped, and says so while some are held above it. */
export function DropArea({ className, children }: { className?: string; children: ReactNode }) {
  const store = useAttachmentStore();
  const [isOver, setOver] = useState(false);
  /** Every element inside is entered and left too. */
  const depth = useRef(0);

  function change(by: 1 | -1): void {
    depth.current = Math.max(0, depth.current + by);
    setOver(depth.current > 0);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: who cannot drop has the button and the clipboard
    <div
      className={cn("relative", className)}
      onDragEnter={(event) => holdsFiles(event) && change(1)}
      onDragLeave={(event) => holdsFiles(event) && change(-1)}
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "copy";
      }}
      onDrop={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setOver(false);
        store?.add([...event.dataTransfer.files]);
      }}
    >
      {children}
      {isOver && store ? (
        <div className="pointer-events-none absolute inset-2 z-30 grid place-items-center rounded-xl border-2 border-primary border-dashed bg-background/90">
          <p className="flex flex-col items-center gap-2 text-center font-medium">
            <Paperclip aria-hidden="true" className="size-6 text-primary" />
            {strings.dropFiles}
            <span className="font-normal text-muted-foreground text-sm">{strings.upTo(fileSize(store.mostBytes))}</span>
          </p>
        </div>
      ) : null}
    </div>
  );
}

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer.types.includes("Files");
}
