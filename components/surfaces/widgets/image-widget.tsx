"use client";

import ImageOff from "lucide-react/icons/image-off";
import { useContext, useState } from "react";
import { safeLink } from "../../../lib/markdown/safe-link.ts";
import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { SurfacePartsContext } from "../drawing-context.ts";
import { strings } from "../strings.ts";
import { OutLink } from "./out-link.tsx";

/** Only what was sent here before is loaded: loading from elsewhere would tell others what an agent chose to tell them. */
export function ImageWidget({ widget: { file, url, alt, caption } }: { widget: Widget<"image"> }) {
  const { files } = useContext(SurfacePartsContext);
  const [missing, setMissing] = useState(false);
  const link = url ? safeLink(url) : null;
  return (
    <figure>
      {file && files && !missing ? (
        // biome-ignore lint/performance/noImgElement: a stored file, as it was sent
        <img
          src={`/api/v1/files/${encodeURIComponent(file)}/content`}
          alt={alt}
          loading="lazy"
          onError={() => setMissing(true)}
          className="max-h-96 max-w-full rounded-md border"
        />
      ) : (
        <div className="flex items-start gap-2 rounded-md border border-dashed p-3">
          <ImageOff aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
          <div className="min-w-0">
            <p className="break-words font-medium">{alt}</p>
            <p className="break-words text-muted-foreground text-xs">
              {link ? strings.imageElsewhere(link.host) : strings.imageMissing}
            </p>
            {link ? <OutLink href={link.href}>{strings.openThere}</OutLink> : null}
          </div>
        </div>
      )}
      {caption ? <figcaption className="mt-1 break-words text-muted-foreground text-xs">{caption}</figcaption> : null}
    </figure>
  );
}
