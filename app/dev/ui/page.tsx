import type { Metadata } from "next";
import Link from "next/link";
import { PageAppearance } from "./page-appearance.tsx";
import { Showcase } from "./showcase.tsx";

export const metadata: Metadata = { title: "Components", robots: { index: false } };

/** Every primitive in every state, in both themes. What opens above the page shows the page's own theme. */
export default function ComponentsPage() {
  return (
    <main id="content" tabIndex={-1} className="outline-none">
      <header className="flex flex-wrap items-center gap-3 border-b px-5 py-3">
        <h1 className="font-semibold">Components</h1>
        <Link
          href="/dev/ui/surfaces"
          className="target inline-flex items-center text-primary text-sm underline underline-offset-2"
        >
          Widgets
        </Link>
        <div className="ml-auto">
          <PageAppearance />
        </div>
      </header>
      <div className="grid xl:grid-cols-2">
        <section aria-label="Light theme" data-theme="light">
          <Showcase />
        </section>
        <section aria-label="Dark theme" data-theme="dark">
          <Showcase />
        </section>
      </div>
    </main>
  );
}
