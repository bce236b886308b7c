import type { ReactNode } from "react";
import { PageLinks } from "../../../components/shell/page-links.tsx";
import { strings } from "../../../components/shell/strings.ts";
import { TopBar } from "../../../components/ui/top-bar.tsx";

const { tools, mcp, apis } = strings.pages;
const links = [
  { href: "/tools", label: tools },
  { href: "/tools/mcp", label: mcp },
  { href: "/tools/apis", label: apis },
];

export default function ToolsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <TopBar title={tools} />
      <PageLinks label={tools} links={links} />
      {children}
    </>
  );
}
