import Wrench from "lucide-react/icons/wrench";
import type { Metadata } from "next";
import Link from "next/link";
import { Badge } from "../../../components/ui/badge.tsx";
import { Button, buttonStyle } from "../../../components/ui/button.tsx";
import { EmptyState } from "../../../components/ui/empty-state.tsx";
import { Field } from "../../../components/ui/field.tsx";
import { Input } from "../../../components/ui/input.tsx";
import { pagePrincipal } from "../../../server/http/page-principal.ts";
import { currentRuntime } from "../../../server/runtime/current-runtime.ts";
import { approvalWords, strings } from "./strings.ts";
import { groupsOf, toolPath } from "./tool-groups.ts";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

/** All tools by where they come from, with what a person should know before an agent gets one. */
export default async function ToolsPage({ searchParams }: { searchParams: Promise<{ q?: string | string[] }> }) {
  const { ports } = currentRuntime();
  const { userId } = await pagePrincipal();
  const query = [(await searchParams).q ?? ""].flat()[0] ?? "";
  const groups = groupsOf(ports.tools.list(), query);
  const rules = ports.toolRules.list(userId);
  return (
    <div className="mx-auto w-full max-w-4xl px-4 py-5 md:px-6">
      <p className="mb-4 text-muted-foreground text-sm leading-relaxed">{strings.about}</p>
      <search>
        <form action="/tools" autoComplete="off" key={query} className="mb-5 flex flex-wrap items-end gap-2">
          <Field label={strings.search} className="min-w-0 flex-1 basis-52">
            {(control) => <Input {...control} type="search" name="q" defaultValue={query} maxLength={200} />}
          </Field>
          <Button type="submit" variant="outline" className="mb-1">
            {strings.find}
          </Button>
          {query ? (
            <Link href="/tools" prefetch={false} className={buttonStyle({ variant: "ghost", className: "mb-1" })}>
              {strings.all}
            </Link>
          ) : null}
        </form>
      </search>
      {groups.length === 0 ? (
        <EmptyState icon={<Wrench aria-hidden="true" />} title={strings.none}>
          {strings.noneHint}
        </EmptyState>
      ) : null}
      {groups.map(({ title, tools }) => (
        <section key={title} aria-label={title} className="mb-6">
          <h2 className="mb-2 flex flex-wrap items-baseline gap-2 font-semibold text-sm">
            {title}
            <span className="font-normal text-muted-foreground text-xs">{strings.count(tools.length)}</span>
          </h2>
          <ul className="divide-y rounded-lg border bg-card">
            {tools.map((tool) => {
              const unavailable = tool.unavailable();
              const rule = rules.find((each) => each.tool === tool.name && each.agent === null)?.rule;
              return (
                <li key={tool.name} className="relative px-4 py-2.5 text-sm hover:bg-accent/40">
                  <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
                    <h3 className="min-w-0">
                      <Link
                        href={toolPath(tool.name)}
                        prefetch={false}
                        className="break-all font-mono text-[0.8125rem] after:absolute after:inset-0"
                      >
                        {tool.name}
                      </Link>
                    </h3>
                    {unavailable === null ? null : <Badge tone="warning">{strings.unavailable}</Badge>}
                    {rule === "deny" ? <Badge tone="destructive">{strings.denied}</Badge> : null}
                    {rule === "ask" ? <Badge tone="info">{strings.asks}</Badge> : null}
                    {rule === undefined ? <Badge tone="outline">{approvalWords(tool.approval)}</Badge> : null}
                  </div>
                  <p className="mt-0.5 line-clamp-2 break-words text-muted-foreground text-xs leading-relaxed">
                    {unavailable ?? tool.description}
                  </p>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
