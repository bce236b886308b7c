"use client";

import FileText from "lucide-react/icons/file-text";
import { useState } from "react";
import type { Attachment } from "../../../lib/core/fields.ts";
import { strings } from "../strings.ts";
import { contentAddress, isPicture } from "./attached.ts";
import { fileWords } from "./file-words.ts";

/** The files of a message: pictures to look at, documents to get. */
export function AttachmentList({ files }: { files: readonly Attachment[] | undefined }) {
  if (!files || files.length === 0) return null;
  return (
    <ul aria-label={strings.attachedFiles} className="mt-2 flex flex-wrap gap-2">
      {files.map((file) => (
        <li key={file.id} className="min-w-0 max-w-full">
          <OneFile file={file} />
        </li>
      ))}
    </ul>
  );
}

function OneFile({ file }: { file: Attachment }) {
  const [isBroken, setBroken] = useState(false);
  const { id, name, mediaType } = file;
  const showsPicture = isPicture(mediaType) && !isBroken;
  return (
    <a
      href={contentAddress(id)}
      target={showsPicture ? "_blank" : undefined}
      rel="noreferrer"
      download={showsPicture ? undefined : name}
      title={name}
      className={
        showsPicture
          ? "block size-40 overflow-hidden rounded-lg border bg-muted transition-colors hover:border-input"
          : "flex min-h-10 max-w-72 items-center gap-2 rounded-lg border bg-card px-3 py-1.5 transition-colors hover:border-input hover:bg-accent hover:text-accent-foreground"
      }
    >
      {showsPicture ? (
        // biome-ignore lint/performance/noImgElement: the bytes are as they were sent, from here
        <img
          src={contentAddress(id)}
          alt={name}
          loading="lazy"
          decoding="async"
          onError={() => setBroken(true)}
          className="size-full object-cover"
        />
      ) : (
        <>
          <FileText aria-hidden="true" className="size-5 shrink-0 text-muted-foreground" />
          <span className="min-w-0">
            <span className="block truncate font-medium text-sm">{name}</span>
            <span className="block truncate text-muted-foreground text-xs">{fileWords(file)}</span>
          </span>
        </>
      )}
    </a>
  );
}
