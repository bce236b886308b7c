import type { ReactNode } from "react";
import { TroupeMark } from "../../../components/ui/troupe-mark.tsx";
import { Contents } from "./contents.tsx";
import type { Group } from "./operations-by-tag.ts";

/** What the pages of the reference share: where one is, and where to find what. */
export function ReferenceFrame({ groups, children }: { groups: Group[]; children: ReactNode }) {
  return (
    <div className="mx-auto w-full max-w-7xl px-5 sm:px-8">
      <header className="flex items-center gap-3 border-b py-4">
        <a href="/" className="flex items-center gap-3 rounded-sm font-semibold tracking-tight">
          <TroupeMark className="size-7 text-primary" />
          Troupe
        </a>
        <a
          href="/api/openapi.json"
          className="ml-auto rounded-sm text-muted-foreground text-sm underline underline-offset-4 hover:text-foreground"
        >
          OpenAPI document
        </a>
      </header>
      <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-12">
        <Contents groups={groups} />
        <main id="content" className="min-w-0 pt-8 pb-24 lg:pt-12">
          {children}
        </main>
      </div>
    </div>
  );
}
