import type { Metadata } from "next";
import { Button } from "../../components/ui/button.tsx";
import { Input } from "../../components/ui/input.tsx";
import { readDecisions, readGuides } from "../../server/http/guides.ts";
import { findGuides } from "./find-guides.ts";
import { GuideFrame } from "./guide-frame.tsx";
import { GuideLinks } from "./guide-links.tsx";

export const metadata: Metadata = { title: "Guides", description: "How to use and run Troupe." };
export const dynamic = "force-dynamic";

interface Props {
  searchParams: Promise<{ q?: string | string[] }>;
}

/** Every guide, or those whose titles and headings have the words. Works without any script. */
export default async function GuidesPage({ searchParams }: Props) {
  const { q } = await searchParams;
  const words = typeof q === "string" ? q.trim().slice(0, 200) : "";
  const [guides, decisions] = await Promise.all([readGuides(), readDecisions()]);
  const found = { guides: findGuides(guides, words), decisions: findGuides(decisions, words) };
  return (
    <GuideFrame guides={guides} decisions={decisions} current="/docs">
      <h1 className="font-semibold text-4xl tracking-tight">Guides</h1>
      <p className="mt-4 text-lg text-muted-foreground leading-relaxed">
        How to use Troupe and how to run it. Every call of its API is in the reference.
      </p>
      <search>
        <form action="/docs" className="mt-6 flex max-w-md gap-2">
          <Input
            name="q"
            type="search"
            defaultValue={words}
            aria-label="Find in titles and headings"
            placeholder="Find…"
          />
          <Button type="submit" variant="outline">
            Find
          </Button>
        </form>
      </search>
      <div className="mt-8">
        {found.guides.length + found.decisions.length > 0 ? (
          <GuideLinks {...found} />
        ) : (
          <p className="text-muted-foreground">{`No title or heading has “${words}”.`}</p>
        )}
      </div>
    </GuideFrame>
  );
}
