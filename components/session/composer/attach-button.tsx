"use client";

import Paperclip from "lucide-react/icons/paperclip";
import { useRef } from "react";
import { IconButton } from "../../ui/icon-button.tsx";
import { useAttachmentStore } from "../attachments/use-attachments.tsx";
import { fileSize } from "../format.ts";
import { strings } from "../strings.ts";

/** Opens the system's own picker of files. */
export function AttachButton({ onPicked }: { onPicked: () => void }) {
  const store = useAttachmentStore();
  const picker = useRef<HTMLInputElement>(null);
  if (!store) return null;
  return (
    <>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          store.add([...(event.target.files ?? [])]);
          // The same file can be chosen again.
          event.target.value = "";
          onPicked();
        }}
      />
      <IconButton
        label={strings.attach(fileSize(store.mostBytes))}
        icon={<Paperclip />}
        onClick={() => picker.current?.click()}
      />
    </>
  );
}
