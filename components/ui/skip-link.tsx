import { buttonStyle } from "./button.tsx";
import { cn } from "./cn.ts";

/** The first stop of the keyboard. */
export function SkipLink({ href, children }: { href: `#${string}`; children: string }) {
  return (
    <a href={href} className={cn(buttonStyle(), "-translate-y-20 fixed top-3 left-3 z-50 focus:translate-y-0")}>
      {children}
    </a>
  );
}
