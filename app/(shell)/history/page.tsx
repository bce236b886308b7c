import History from "lucide-react/icons/history";
import type { Metadata } from "next";
import Link from "next/link";
import { z } from "zod";
import { duration } from "../../../components/session/format.ts";
import { OperationsLinks } from "../../../components/shell/operations-links.tsx";
import { Badge } from "../../../components/ui/badge.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { EmptyState } from "../../../components/ui/empty-state.tsx";
import { Field } from "../../../components/ui/field.tsx";
import { Input } from "../../../components/ui/input.tsx";
import { RelativeTime } from "../../../components/ui/relative-time.tsx";
import { Select } from "../../../components/ui/select.tsx";
import { Cell, HeaderCell, Table } from "../../../components/ui/table.tsx";
import { TopBar } from "../../../components/ui/top-bar.tsx";
import { pagePrincipal } from "../../../server/http/page-principal.ts";
import { cursor, words } from "../../../server/http/query.ts";
import { currentRuntime } from "../../../server/runtime/current-runtime.ts";
import { strings } from "./strings.ts";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

const onePage = 50;

/** What the address asks for. What makes no sense asks for nothing. */
const asked = z.object({
  tool: words.optional().catch(undefined),
  agent: words.optional().catch(undefined),
  outcome: z.enum(["finished", "failed"]).optional().catch(undefined),
  since: z.iso.date().optional().catch(undefined),
  cursor: cursor.optional().catch(undefined),
});
type Asked = z.output<typeof asked>;

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What was done with tools, the newest first. */
export default async function HistoryPage({ searchParams }: Props) {
  const filter = asked.parse(await searchParams);
  const { ports, world } = currentRuntime();
  const { userId: ownerId } = await pagePrincipal();
  const { since, ...rest } = filter;
  const query = { ownerId, limit: onePage, ...rest, ...(since && { since: `${since}T00:00:00.000Z` }) };
  // A cursor that cannot be read begins anew.
  const page = await ports.records.list(query).catch(() => ports.records.list({ ...query, cursor: undefined }));
  return (
    <>
      <TopBar title={strings.title} />
      <OperationsLinks />
      <div className="mx-auto grid w-full max-w-7xl grid-cols-1 gap-4 px-4 py-5 md:px-6">
        <search aria-label={strings.filter}>
          <form action="/history" autoComplete="off" className="flex flex-wrap items-end gap-2">
            <Choice
              label={strings.agent}
              name="agent"
              value={filter.agent}
              every={strings.everyAgent}
              options={world.agents().map((agent) => agent.name)}
            />
            <Choice
              label={strings.tool}
              name="tool"
              value={filter.tool}
              every={strings.everyTool}
              options={ports.tools.list().map((tool) => tool.name)}
            />
            <Field label={strings.outcome} className="w-40">
              {(control) => (
                <Select
                  {...control}
                  name="outcome"
                  defaultValue={filter.outcome ?? ""}
                  options={Object.entries(strings.outcomes).map(([value, label]) => ({ value, label }))}
                />
              )}
            </Field>
            <Field label={strings.since} className="w-40">
              {(control) => <Input {...control} type="date" name="since" defaultValue={filter.since ?? ""} />}
            </Field>
            <Button type="submit" variant="outline" className="mb-1">
              {strings.apply}
            </Button>
          </form>
        </search>
        {page.items.length === 0 ? (
          <EmptyState icon={<History aria-hidden="true" />} title={strings.none}>
            {strings.noneHint}
          </EmptyState>
        ) : (
          <Table label={strings.label}>
            <thead>
              <tr>
                <HeaderCell>{strings.when}</HeaderCell>
                <HeaderCell>{strings.tool}</HeaderCell>
                <HeaderCell>{strings.outcome}</HeaderCell>
                <HeaderCell numeric>{strings.took}</HeaderCell>
                <HeaderCell>{strings.result}</HeaderCell>
                <HeaderCell>{strings.open}</HeaderCell>
              </tr>
            </thead>
            <tbody>
              {page.items.map((record) => (
                <tr key={record.id}>
                  <Cell className="whitespace-nowrap">
                    <RelativeTime at={record.at} />
                  </Cell>
                  <Cell className="font-mono text-xs">{record.tool}</Cell>
                  <Cell>
                    <Badge tone={record.outcome === "failed" ? "destructive" : "success"}>
                      {strings.outcomes[record.outcome]}
                    </Badge>
                  </Cell>
                  <Cell numeric>{duration(record.ms)}</Cell>
                  <Cell className="max-w-md truncate">{record.error ?? record.content}</Cell>
                  <Cell className="whitespace-nowrap">
                    {record.sessionId ? (
                      <Link href={`/chat/${record.sessionId}`} className="mr-3 underline underline-offset-4">
                        {strings.session}
                      </Link>
                    ) : (
                      strings.direct
                    )}
                    {record.runId ? (
                      <Link href={`/runs/${record.runId}`} className="underline underline-offset-4">
                        {strings.run}
                      </Link>
                    ) : null}
                  </Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
        {page.nextCursor || filter.cursor ? (
          <nav className="flex justify-between gap-2" aria-label={strings.title}>
            {filter.cursor ? <Link href={address(filter, undefined)}>{strings.newest}</Link> : <span />}
            {page.nextCursor ? <Link href={address(filter, page.nextCursor)}>{strings.older}</Link> : null}
          </nav>
        ) : null}
      </div>
    </>
  );
}

interface ChoiceProps {
  label: string;
  name: string;
  value: string | undefined;
  every: string;
  options: readonly string[];
}

function Choice({ label, name, value, every, options }: ChoiceProps) {
  const names = value === undefined || options.includes(value) ? options : [...options, value];
  return (
    <Field label={label} className="w-40">
      {(control) => (
        <Select
          {...control}
          name={name}
          defaultValue={value ?? ""}
          options={[{ value: "", label: every }, ...names.map((each) => ({ value: each, label: each }))]}
        />
      )}
    </Field>
  );
}

function address(filter: Asked, next: string | undefined): string {
  const wanted = Object.entries({ ...filter, cursor: next }).filter(([, value]) => value !== undefined);
  return `/history?${new URLSearchParams(wanted as [string, string][])}`;
}
