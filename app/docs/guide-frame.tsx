import type { ReactNode } from "react";
import type { Guide } from "../../server/http/guides.ts";
import { DocsHeader } from "./docs-header.tsx";
import { GuideLinks } from "./guide-links.tsx";

interface Props {
  guides: readonly Guide[];
  decisions: readonly Guide[];
  /** The address of what is shown. */
  current: string;
  children: ReactNode;
}

/** What the guides share: where one is, and where to find what. */
export function GuideFrame({ guides, decisions, current, children }: Props) {
  const links = <GuideLinks guides={guides} decisions={decisions} current={current} />;
  return (
    <div className="mx-auto w-full max-w-6xl px-5 sm:px-8">
      <DocsHeader current="/docs" />
      <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-12">
        <details className="mt-4 rounded-lg border bg-card lg:hidden">
          <summary className="cursor-pointer rounded-lg px-4 py-3 font-medium">Contents</summary>
          <nav aria-label="Contents" className="border-t px-4 py-3">
            {links}
          </nav>
        </details>
        <nav
          aria-label="All guides"
          className="sticky top-0 hidden max-h-dvh self-start overflow-y-auto overscroll-contain py-12 pr-2 lg:block"
        >
          {links}
        </nav>
        <main id="content" tabIndex={-1} className="min-w-0 max-w-3xl pt-8 pb-24 outline-none lg:pt-12">
          {children}
        </main>
      </div>
    </div>
  );
}
