import { Progress, type ProgressProps } from "./progress.tsx";

export interface MeterProps extends Omit<ProgressProps, "tone" | "value" | "max"> {
  value: number;
  max: number;
  /** From which share of `max` on it is worth a look, and from which it is urgent. */
  warnAt?: number;
  alarmAt?: number;
}

/** How much of something limited is used: it warns by its colour, and `text` says so in words. */
export function Meter({ value, max, warnAt = 0.8, alarmAt = 0.95, ...rest }: MeterProps) {
  const share = max > 0 ? value / max : 0;
  const tone = share >= alarmAt ? "destructive" : share >= warnAt ? "warning" : "primary";
  return <Progress value={Math.min(value, max)} max={max} tone={tone} {...rest} />;
}
