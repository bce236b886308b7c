import type { ReactNode } from "react";

export interface TableCell {
  text: string;
  shown: ReactNode;
  align: "center" | "left" | "right" | null;
}

export const alignment = { center: "text-center", left: "text-left", right: "text-right tabular-nums" } as const;
