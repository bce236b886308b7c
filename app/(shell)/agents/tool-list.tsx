import CircleAlert from "lucide-react/icons/circle-alert";
import Hand from "lucide-react/icons/hand";
import { Badge, type Tone } from "../../../components/ui/badge.tsx";
import { strings } from "./strings.ts";
import type { ToolMark } from "./tool-mark.ts";

const tones: Record<ToolMark["approval"], Tone> = {
  never: "neutral",
  sometimes: "warning",
  always: "warning",
  missing: "destructive",
};

export function ToolList({ tools }: { tools: readonly ToolMark[] }) {
  if (tools.length === 0) return <p className="text-muted-foreground">{strings.noTools}</p>;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {tools.map(({ name, approval, unavailable }) => (
        <li key={name} className="min-w-0 max-w-full">
          <Badge
            tone={unavailable ? "outline" : tones[approval]}
            title={unavailable ?? (approval === "never" ? undefined : strings.approvalHint[approval])}
          >
            {approval === "missing" || unavailable ? <CircleAlert aria-hidden="true" /> : null}
            {approval === "always" || approval === "sometimes" ? <Hand aria-hidden="true" /> : null}
            <span className="truncate font-mono">{name}</span>
            {unavailable ? <span>{strings.approval.unusable}</span> : null}
            {!unavailable && approval !== "never" ? <span>{strings.approval[approval]}</span> : null}
          </Badge>
        </li>
      ))}
    </ul>
  );
}
