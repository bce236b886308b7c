import type { ReactNode } from "react";
import { Heading } from "./heading.tsx";

export function WidgetTitle({ children }: { children: ReactNode }) {
  return <Heading className="mb-1.5 font-medium text-sm">{children}</Heading>;
}
