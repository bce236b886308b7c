import { agentColors } from "../../../components/ui/agent-colors.ts";
import { cn } from "../../../components/ui/cn.ts";
import { Specimen } from "./specimen.tsx";

const grounds = [
  ["background", "bg-background text-foreground"],
  ["sidebar", "bg-sidebar text-foreground"],
  ["card", "bg-card text-card-foreground"],
  ["popover", "bg-popover text-popover-foreground"],
  ["muted", "bg-muted text-foreground"],
  ["muted text", "bg-background text-muted-foreground"],
  ["accent", "bg-accent text-accent-foreground"],
  ["primary", "bg-primary text-primary-foreground"],
  ["destructive", "bg-destructive text-destructive-foreground"],
  ["success", "bg-success-muted text-success"],
  ["warning", "bg-warning-muted text-warning"],
  ["info", "bg-info-muted text-info"],
  ["failure", "bg-destructive-muted text-destructive"],
] as const;

export function Colours() {
  return (
    <Specimen name="Colours">
      {grounds.map(([name, look]) => (
        <span key={name} className={cn("rounded-md border px-3 py-2 text-sm", look)}>
          {name}
        </span>
      ))}
      {agentColors.map((color, at) => (
        <span key={color.text} className={cn("rounded-md px-3 py-2 text-sm", color.ground, color.text)}>
          agent {at + 1}
        </span>
      ))}
    </Specimen>
  );
}
