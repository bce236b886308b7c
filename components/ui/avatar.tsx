import { cva, type VariantProps } from "class-variance-authority";
import { agentColor, agentColors } from "./agent-colors.ts";
import { cn } from "./cn.ts";

const style = cva("inline-grid shrink-0 select-none place-items-center font-semibold uppercase leading-none", {
  variants: {
    kind: { agent: "rounded-md", person: "rounded-full bg-muted text-foreground" },
    size: { small: "size-5 min-w-5 text-[0.6875rem]", medium: "size-7 text-xs", large: "size-10 text-base" },
  },
  defaultVariants: { kind: "agent", size: "medium" },
});

export interface AvatarProps extends VariantProps<typeof style> {
  name: string;
  emoji?: string | null;
  /** 1 to 8; otherwise the name picks one. */
  color?: number | null;
  className?: string;
}

/** Decoration: the name stands beside it. */
export function Avatar({ name, emoji, color: chosen, kind, size, className }: AvatarProps) {
  const color = agentColors[(chosen ?? 0) - 1] ?? agentColor(name);
  return (
    <span
      aria-hidden="true"
      className={cn(style({ kind, size }), kind !== "person" && [color.ground, color.text], className)}
    >
      {emoji || [...name][0]}
    </span>
  );
}
