"use client";

import Download from "lucide-react/icons/download";
import FileText from "lucide-react/icons/file-text";
import { useContext } from "react";
import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { Button, buttonStyle } from "../../ui/button.tsx";
import { download } from "../download.ts";
import { SurfacePartsContext } from "../drawing-context.ts";
import { strings } from "../strings.ts";

/** Its name is only ever a name: a browser takes no path from it. */
export function FileWidget({ widget: { name, text, file } }: { widget: Widget<"file"> }) {
  const { files } = useContext(SurfacePartsContext);
  const safeName = name.replace(/[/\\\p{Cc}]+/gu, "-").replace(/^\.+/, "");
  return (
    <div className="flex items-center gap-3 rounded-md border p-2.5">
      <FileText aria-hidden="true" className="size-5 shrink-0 text-muted-foreground" />
      <span className="min-w-0 flex-1 break-words font-medium">{safeName}</span>
      {file && !files ? null : file ? (
        <a
          href={`/api/v1/files/${encodeURIComponent(file)}/content`}
          download={safeName}
          className={buttonStyle({ variant: "outline", size: "small" })}
        >
          <Download aria-hidden="true" />
          {strings.download}
        </a>
      ) : (
        <Button variant="outline" size="small" onClick={() => download(text ?? "", safeName)}>
          <Download aria-hidden="true" />
          {strings.download}
        </Button>
      )}
    </div>
  );
}
