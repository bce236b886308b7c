import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn.ts";

export function Card({ className, ...rest }: ComponentProps<"div">) {
  return <div className={cn("rounded-lg border bg-card text-card-foreground", className)} {...rest} />;
}

export interface CardHeaderProps {
  title: ReactNode;
  hint?: ReactNode;
  /** Stands before the title, such as an icon or an avatar. */
  before?: ReactNode;
  actions?: ReactNode;
  /** The level of the heading on this page. */
  level?: 2 | 3 | 4;
}

export function CardHeader({ title, hint, before, actions, level = 2 }: CardHeaderProps) {
  const Heading = `h${level}` as const;
  return (
    <header className="flex items-start gap-3 px-4 pt-3.5">
      {before}
      <div className="min-w-0 flex-1">
        <Heading className="font-medium text-sm leading-6">{title}</Heading>
        {hint ? <p className="text-muted-foreground text-xs leading-relaxed">{hint}</p> : null}
      </div>
      {actions ? <div className="flex shrink-0 items-center gap-1">{actions}</div> : null}
    </header>
  );
}

export function CardBody({ className, ...rest }: ComponentProps<"div">) {
  return <div className={cn("px-4 py-3.5 text-sm", className)} {...rest} />;
}
