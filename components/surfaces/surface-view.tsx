"use client";

import { useContext, useId, useRef } from "react";
import { Spinner } from "../ui/spinner.tsx";
import { Heading, HeadingLevel } from "./heading.tsx";
import { strings } from "./strings.ts";
import { SurfaceBody, type SurfaceBodyProps } from "./surface-body.tsx";
import { SurfaceToolbar, type SurfaceToolbarProps } from "./surface-toolbar.tsx";

export type SurfaceViewProps = Omit<SurfaceBodyProps, "body"> & Omit<SurfaceToolbarProps, "body">;

/** A surface: its title, what can be done with it, and its widgets. */
export function SurfaceView(props: SurfaceViewProps) {
  const { surface, growing } = props;
  const titleId = useId();
  const level = useContext(HeadingLevel);
  const body = useRef<HTMLDivElement>(null);
  return (
    <article aria-labelledby={titleId} className="surface my-2 rounded-lg border bg-card text-card-foreground text-sm">
      <header className="flex min-h-9 items-center gap-1 border-b py-1 pr-1 pl-3">
        <Heading id={titleId} className="min-w-0 flex-1 truncate font-medium text-sm">
          {surface.title ?? strings.untitled}
        </Heading>
        {growing ? (
          <span className="flex items-center gap-1.5 pr-2 text-muted-foreground text-xs">
            <Spinner />
            {strings.growing}
          </span>
        ) : (
          <SurfaceToolbar {...props} body={body} />
        )}
      </header>
      <div className="p-3">
        <HeadingLevel value={level + 1}>
          <SurfaceBody {...props} body={body} />
        </HeadingLevel>
      </div>
    </article>
  );
}
