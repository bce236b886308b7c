import Ban from "lucide-react/icons/ban";
import Check from "lucide-react/icons/check";
import Circle from "lucide-react/icons/circle";
import CircleAlert from "lucide-react/icons/circle-alert";
import CirclePlay from "lucide-react/icons/circle-play";
import X from "lucide-react/icons/x";
import type { ComponentType } from "react";
import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { strings } from "../strings.ts";

type Status = NonNullable<Widget<"plan">["items"]>[number]["status"];

const marks: Record<Status, { Icon: ComponentType<{ className?: string; "aria-hidden"?: "true" }>; look: string }> = {
  pending: { Icon: Circle, look: "text-muted-foreground" },
  running: { Icon: CirclePlay, look: "text-info" },
  done: { Icon: Check, look: "text-success" },
  failed: { Icon: X, look: "text-destructive" },
  blocked: { Icon: CircleAlert, look: "text-warning" },
  cancelled: { Icon: Ban, look: "text-muted-foreground" },
};

/** An icon for the eye, a word for the ear. */
export function StatusMark({ status }: { status: Status }) {
  const { Icon, look } = marks[status];
  return (
    <>
      <Icon aria-hidden="true" className={`size-4 shrink-0 ${look}`} />
      <span className="sr-only">{strings.status[status]}:</span>
    </>
  );
}
