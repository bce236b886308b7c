import Ban from "lucide-react/icons/ban";
import Check from "lucide-react/icons/check";
import CirclePause from "lucide-react/icons/circle-pause";
import Clock from "lucide-react/icons/clock";
import Gauge from "lucide-react/icons/gauge";
import Hand from "lucide-react/icons/hand";
import X from "lucide-react/icons/x";
import type { ReactNode } from "react";
import type { RunStatus } from "../../lib/core/state.ts";
import { Badge, type Tone } from "./badge.tsx";
import { Spinner } from "./spinner.tsx";
import { strings } from "./strings.ts";

const looks: Record<RunStatus, { tone: Tone; icon: ReactNode }> = {
  queued: { tone: "neutral", icon: <Clock aria-hidden="true" /> },
  running: { tone: "info", icon: <Spinner /> },
  waiting: { tone: "warning", icon: <Hand aria-hidden="true" /> },
  paused: { tone: "neutral", icon: <CirclePause aria-hidden="true" /> },
  cancelling: { tone: "neutral", icon: <Spinner /> },
  done: { tone: "success", icon: <Check aria-hidden="true" /> },
  failed: { tone: "destructive", icon: <X aria-hidden="true" /> },
  cancelled: { tone: "neutral", icon: <Ban aria-hidden="true" /> },
  limit: { tone: "warning", icon: <Gauge aria-hidden="true" /> },
};

export function RunStatusBadge({ status, className }: { status: RunStatus; className?: string }) {
  const { tone, icon } = looks[status];
  return (
    <Badge tone={tone} className={className}>
      {icon}
      {strings.runStatus[status]}
    </Badge>
  );
}
