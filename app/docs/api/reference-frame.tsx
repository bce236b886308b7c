import type { ReactNode } from "react";
import { DocsHeader } from "../docs-header.tsx";
import { Contents } from "./contents.tsx";
import type { Group } from "./operations-by-tag.ts";

/** What the pages of the reference share: where one is, and where to find what. */
export function ReferenceFrame({ groups, children }: { groups: Group[]; children: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-7xl px-5 sm:px-8">
      <DocsHeader current="/docs/api" />
      <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-12">
        <Contents groups={groups} />
        <main id="content" className="min-w-0 pt-8 pb-24 lg:pt-12">
          {children}
        </main>
      </div>
    </div>
  );
}
