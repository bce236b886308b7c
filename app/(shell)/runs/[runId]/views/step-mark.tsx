import Ban from "lucide-react/icons/ban";
import Check from "lucide-react/icons/check";
import CircleDashed from "lucide-react/icons/circle-dashed";
import Hand from "lucide-react/icons/hand";
import RotateCcw from "lucide-react/icons/rotate-ccw";
import X from "lucide-react/icons/x";
import { Spinner } from "../../../../../components/ui/spinner.tsx";
import type { Step } from "../../../../../lib/runs/step.ts";

/** What became of a step, as a sign; words stand beside it. */
export function StepMark({ step }: { step: Step }) {
  if (step.triedAgain) return <RotateCcw aria-hidden="true" className="text-warning" />;
  switch (step.status) {
    case "open":
      return <Spinner className="text-info" />;
    case "waiting":
      return <Hand aria-hidden="true" className="text-warning" />;
    case "done":
      return <Check aria-hidden="true" className="text-success" />;
    case "failed":
      return <X aria-hidden="true" className="text-destructive" />;
    case "stopped":
      return <Ban aria-hidden="true" className="text-muted-foreground" />;
    case "skipped":
      return <CircleDashed aria-hidden="true" className="text-muted-foreground" />;
  }
}
