"use client";

import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import type { Attached } from "./attached.ts";
import { AttachmentStore } from "./attachment-store.ts";
import { fileServer } from "./file-server.ts";
import { keptFiles } from "./kept-files.ts";

const StoreContext = createContext<AttachmentStore | null>(null);

interface Props {
  draftKey: string;
  /** Of one file. */
  mostBytes: number;
  children: ReactNode;
}

/** Holds the files of one draft, for the field below and for all of the page that they can be dropped on. */
export function AttachmentsProvider({ draftKey, mostBytes, children }: Props) {
  const [store, setStore] = useState<AttachmentStore | null>(null);
  useEffect(() => {
    const opened = new AttachmentStore({
      server: fileServer,
      mostBytes,
      kept: keptFiles(draftKey),
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      pictureOf: (file) => URL.createObjectURL(file),
      dropPicture: (address) => URL.revokeObjectURL(address),
    });
    opened.restore();
    setStore(opened);
    return () => opened.close();
  }, [draftKey, mostBytes]);
  return <StoreContext value={store}>{children}</StoreContext>;
}

/** Null until the page is alive. */
export function useAttachmentStore(): AttachmentStore | null {
  return useContext(StoreContext);
}

const none: readonly Attached[] = [];

export function useAttached(): readonly Attached[] {
  const store = useAttachmentStore();
  return useSyncExternalStore(
    store?.subscribe ?? (() => () => {}),
    () => store?.current ?? none,
    () => none,
  );
}
