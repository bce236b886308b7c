import type { Metadata } from "next";
import { AnalyticsCardView } from "../../../components/analytics/analytics-card.tsx";
import { LiveAnomalies } from "../../../components/analytics/live-anomalies.tsx";
import { AddressForm } from "../../../components/live/address-form.tsx";
import { OperationsLinks } from "../../../components/shell/operations-links.tsx";
import { RefreshButton } from "../../../components/shell/refresh-button.tsx";
import { Button } from "../../../components/ui/button.tsx";
import { Field } from "../../../components/ui/field.tsx";
import { Select } from "../../../components/ui/select.tsx";
import { TopBar } from "../../../components/ui/top-bar.tsx";
import { courseCards, groupCards } from "../../../lib/operations/analytics-cards.ts";
import { pagePrincipal } from "../../../server/http/page-principal.ts";
import { words } from "../../../server/http/query.ts";
import { readAnalytics } from "../../../server/http/read-analytics.ts";
import { readAnomalies } from "../../../server/http/read-anomalies.ts";
import { span } from "../../../server/http/schemas/run-filter.ts";
import { currentRuntime } from "../../../server/runtime/current-runtime.ts";
import { strings } from "./strings.ts";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What was done, by time and by who or what did it: the same as `GET /api/v1/analytics` tells. */
export default async function AnalyticsPage({ searchParams }: Props) {
  const asked = await searchParams;
  const within = span.catch("7d").parse(asked.within);
  const agent = words.optional().catch(undefined).parse(asked.agent);
  const runtime = currentRuntime();
  const principal = await pagePrincipal();
  const analytics = await readAnalytics(runtime, principal, { within, agent });
  const agents = runtime.world.agents().map(({ name }) => name);
  const names = agent === undefined || agents.includes(agent) ? agents : [...agents, agent];
  return (
    <>
      <TopBar title={strings.title}>
        <RefreshButton label={strings.refresh} />
      </TopBar>
      <OperationsLinks />
      <div className="mx-auto grid w-full max-w-7xl grid-cols-1 gap-6 px-4 py-5 md:px-6">
        <search aria-label={strings.filter}>
          <AddressForm key={`${within} ${agent}`} action="/analytics" className="flex flex-wrap items-end gap-2">
            <Field label={strings.within} className="w-44">
              {(control) => (
                <Select
                  {...control}
                  name="within"
                  defaultValue={within}
                  options={Object.entries(strings.spans).map(([value, label]) => ({ value, label }))}
                />
              )}
            </Field>
            <Field label={strings.agent} className="w-44">
              {(control) => (
                <Select
                  {...control}
                  name="agent"
                  defaultValue={agent ?? ""}
                  options={[
                    { value: "", label: strings.everyAgent },
                    ...names.map((value) => ({ value, label: value })),
                  ]}
                />
              )}
            </Field>
            <Button type="submit" variant="outline" className="mb-1">
              {strings.apply}
            </Button>
          </AddressForm>
        </search>
        <LiveAnomalies first={readAnomalies(runtime, principal).items} />
        <section aria-labelledby="course">
          <h2 id="course" className="font-medium text-sm">
            {strings.course}
          </h2>
          <p className="mb-2 text-muted-foreground text-xs">{strings.courseHint}</p>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-3 lg:grid-cols-2">
            {courseCards(analytics).map((card) => (
              <AnalyticsCardView key={card.id} card={card} />
            ))}
          </div>
        </section>
        <section aria-labelledby="groups">
          <h2 id="groups" className="mb-2 font-medium text-sm">
            {strings.groups}
          </h2>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
            {groupCards(analytics).map((card) => (
              <AnalyticsCardView key={card.id} card={card} />
            ))}
          </div>
        </section>
      </div>
    </>
  );
}
