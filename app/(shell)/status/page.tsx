import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RefreshButton } from "../../../components/shell/refresh-button.tsx";
import { RelativeTime } from "../../../components/ui/relative-time.tsx";
import { TopBar } from "../../../components/ui/top-bar.tsx";
import { currentHealth } from "../../../server/http/current-health.ts";
import { currentRuntime } from "../../../server/runtime/current-runtime.ts";
import { ComponentList } from "./component-list.tsx";
import { Figures } from "./figures.tsx";
import { ModelTable } from "./model-table.tsx";
import { ProviderTable } from "./provider-table.tsx";
import { strings } from "./strings.ts";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

/** What `/health` says, for people: the parts, the queue, and who answers. */
export default async function StatusPage() {
  const health = await currentHealth();
  if (!health) notFound();
  const { ports, openTurns } = currentRuntime();
  return (
    <>
      <TopBar title={strings.title}>
        <RefreshButton label={strings.refresh} />
      </TopBar>
      <div className="mx-auto grid w-full max-w-5xl grid-cols-1 gap-6 px-4 py-5 md:px-6">
        <header>
          <h2 className="font-semibold text-lg tracking-tight">{strings.overall[health.status]}</h2>
          <p className="text-muted-foreground text-sm">
            {strings.asOf} <RelativeTime at={new Date().toISOString()} /> · {strings.version(health.version)}
          </p>
        </header>
        <ComponentList components={health.components} />
        <Figures queue={ports.queue.stats()} openTurns={openTurns} uptimeSeconds={health.uptimeSeconds} />
        <ProviderTable providers={ports.models.health()} />
        <ModelTable models={ports.models.list()} />
      </div>
    </>
  );
}
