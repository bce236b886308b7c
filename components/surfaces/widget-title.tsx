import type { ReactNode } from "react";

export function WidgetTitle({ children }: { children: ReactNode }) {
  return <h4 className="mb-1.5 font-medium text-sm">{children}</h4>;
}
