import CircleAlert from "lucide-react/icons/circle-alert";
import { cn } from "../../../../components/ui/cn.ts";
import type { RunGlance } from "../../../../lib/runs/glance.ts";
import { strings } from "./strings.ts";

/** Why the run is not simply at work or done. */
export function RunNews({ run: { finished, cancelled, paused } }: { run: RunGlance }) {
  if (finished?.outcome === "failed") {
    return <News title={strings.failed} detail={finished.error?.message} code={finished.error?.code} bad />;
  }
  if (finished?.outcome === "limit") {
    return <News title={strings.limitReached(finished.limit)} detail={finished.error?.message} />;
  }
  if (cancelled) return <News title={strings.cancelledBy(cancelled.by)} detail={cancelled.reason} />;
  if (!finished && paused) return <News title={strings.pausedBecause(paused.reason)} />;
  return null;
}

function News({ title, detail, code, bad }: { title: string; detail?: string; code?: string; bad?: boolean }) {
  return (
    <div
      className={cn(
        "flex items-start gap-2 rounded-lg px-3 py-2.5 text-sm",
        bad ? "bg-destructive-muted text-destructive" : "bg-warning-muted text-warning",
      )}
    >
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 break-words">
        <p className="font-medium">{title}</p>
        {detail ? <p>{detail}</p> : null}
        {code ? <code className="text-xs">{code}</code> : null}
      </div>
    </div>
  );
}
