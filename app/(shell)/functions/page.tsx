import Braces from "lucide-react/icons/braces";
import type { Metadata } from "next";
import Link from "next/link";
import { BundleActions } from "../../../components/definitions/bundle-actions.tsx";
import { NewFunction } from "../../../components/functions/new-function.tsx";
import { strings } from "../../../components/functions/strings.ts";
import { Badge } from "../../../components/ui/badge.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { EmptyState } from "../../../components/ui/empty-state.tsx";
import { Input } from "../../../components/ui/input.tsx";
import { TopBar } from "../../../components/ui/top-bar.tsx";
import { editedBody, stateOf } from "../../../lib/definitions/definition.ts";
import { functionTemplates } from "../../../server/http/stored/templates.ts";
import { currentRuntime } from "../../../server/runtime/current-runtime.ts";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

interface Props {
  searchParams: Promise<{ q?: string }>;
}

/** What code agents can be given, and templates to start from. */
export default async function FunctionsPage({ searchParams }: Props) {
  const { q } = await searchParams;
  const search = typeof q === "string" ? q.slice(0, 200) : "";
  const { definitions } = currentRuntime().ports;
  const { items } = await definitions.list("function", { limit: 500, ...(search !== "" && { search }) });
  const { items: archived } = await definitions.list("function", { limit: 500, archived: true });
  const taken = [...items, ...archived].map(({ name }) => name);
  return (
    <>
      <TopBar title={strings.title}>
        <BundleActions only="functions" />
      </TopBar>
      <div className="mx-auto grid w-full max-w-5xl grid-cols-1 gap-8 px-4 py-5 md:px-6">
        <section className="grid gap-4">
          <search>
            <form className="flex max-w-md gap-2">
              <Input
                type="search"
                name="q"
                aria-label={strings.search}
                placeholder={strings.search}
                defaultValue={search}
              />
              <Button type="submit" variant="outline">
                {strings.find}
              </Button>
            </form>
          </search>
          {items.length === 0 ? (
            <EmptyState icon={<Braces aria-hidden="true" />} title={search === "" ? strings.none : strings.noneFound}>
              {search === "" ? strings.noneHint : null}
            </EmptyState>
          ) : (
            <ul className="grid divide-y rounded-lg border bg-card" aria-label={strings.title}>
              {items.map((each) => (
                <li key={each.name} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3">
                  <Link
                    href={`/functions/${each.name}`}
                    className="font-medium text-primary underline-offset-4 hover:underline"
                  >
                    {each.name}
                  </Link>
                  <span className="min-w-0 flex-1 basis-60 break-words text-muted-foreground text-sm">
                    {String(editedBody(each).body.description ?? "")}
                  </span>
                  {each.tags.map((tag) => (
                    <Badge key={tag}>{tag}</Badge>
                  ))}
                  <Badge tone={stateOf(each) === "published" ? "success" : "warning"}>
                    {strings.state[stateOf(each)]}
                  </Badge>
                  <Badge tone="outline">{strings.version(each.current?.version ?? null)}</Badge>
                </li>
              ))}
            </ul>
          )}
        </section>
        <section className="grid gap-3">
          <header>
            <h2 className="font-semibold text-lg">{strings.templates}</h2>
            <p className="text-muted-foreground text-sm">{strings.templatesHint}</p>
          </header>
          <NewFunction templates={functionTemplates} taken={taken} />
        </section>
      </div>
    </>
  );
}
