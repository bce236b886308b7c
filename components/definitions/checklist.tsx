"use client";

import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import { strings } from "./strings.ts";

export interface CheckItem {
  level: "ok" | "warning" | "blocked";
  path: string;
  message: string;
  mayBeForced?: true;
}

const marks = {
  ok: <CircleCheck aria-hidden="true" className="text-success" />,
  warning: <TriangleAlert aria-hidden="true" className="text-warning" />,
  blocked: <CircleAlert aria-hidden="true" className="text-destructive" />,
};

/** What stands in the way of publishing, and what to know before. */
export function Checklist({ items }: { items: readonly CheckItem[] }) {
  return (
    <ul aria-label={strings.checklist} className="grid gap-1.5 text-sm">
      {items.map(({ level, path, message }) => (
        <li
          key={`${path} ${message}`}
          className="flex items-start gap-2 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0"
        >
          {marks[level]}
          <span className="sr-only">{strings.levels[level]}: </span>
          <span className="min-w-0 break-words">{message}</span>
        </li>
      ))}
    </ul>
  );
}
