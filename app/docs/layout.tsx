import type { ReactNode } from "react";
import "./guide.css";

export default function DocsLayout({ children }: { children: ReactNode }) {
  return children;
}
