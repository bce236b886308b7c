import { PageLinks } from "./page-links.tsx";
import { strings } from "./strings.ts";

const { pages } = strings;

const links = [
  { href: "/runs", label: pages.runs },
  { href: "/queue", label: pages.queue },
  { href: "/analytics", label: pages.analytics },
  { href: "/history", label: pages.history },
];

/** What the agents did and do, seen from four sides. */
export function OperationsLinks() {
  return <PageLinks label={strings.operationsPages} links={links} />;
}
