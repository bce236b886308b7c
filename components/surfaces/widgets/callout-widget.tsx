import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import CircleX from "lucide-react/icons/circle-x";
import Info from "lucide-react/icons/info";
import type { ReactNode } from "react";
import type { Widget } from "../../../lib/surfaces/catalog.ts";

const looks: Record<NonNullable<Widget<"callout">["tone"]>, { ground: string; icon: ReactNode }> = {
  neutral: { ground: "bg-muted", icon: <Info aria-hidden="true" /> },
  info: { ground: "bg-info-muted text-info", icon: <Info aria-hidden="true" /> },
  success: { ground: "bg-success-muted text-success", icon: <CircleCheck aria-hidden="true" /> },
  warning: { ground: "bg-warning-muted text-warning", icon: <CircleAlert aria-hidden="true" /> },
  error: { ground: "bg-destructive-muted text-destructive", icon: <CircleX aria-hidden="true" /> },
};

export function CalloutWidget({ widget: { tone = "info", title, text } }: { widget: Widget<"callout"> }) {
  const { ground, icon } = looks[tone];
  return (
    <div className={`flex items-start gap-2.5 rounded-md p-3 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0 ${ground}`}>
      {icon}
      <div className="min-w-0">
        {title ? <p className="break-words font-medium">{title}</p> : null}
        <p className="whitespace-pre-wrap break-words">{text}</p>
      </div>
    </div>
  );
}
