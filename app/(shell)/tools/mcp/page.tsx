import Cable from "lucide-react/icons/cable";
import type { Metadata } from "next";
import { EmptyState } from "../../../../components/ui/empty-state.tsx";
import { pagePrincipal } from "../../../../server/http/page-principal.ts";
import { serverAnswer, toolAnswer } from "../../../../server/http/schemas/mcp-server.ts";
import { currentRuntime } from "../../../../server/runtime/current-runtime.ts";
import { FreshHealth } from "./fresh-health.tsx";
import { ServerCard } from "./server-card.tsx";
import { ServerForm } from "./server-form.tsx";
import { strings } from "./strings.ts";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

interface Props {
  searchParams: Promise<{ authorized?: string | string[]; refused?: string | string[] }>;
}

/** The servers, how they are, and what they bring. */
export default async function McpPage({ searchParams }: Props) {
  const { ports } = currentRuntime();
  const { userId } = await pagePrincipal();
  const { authorized, refused } = await searchParams;
  const servers = ports.mcp.list();
  const secrets = (await ports.secrets.list(userId)).filter(({ name }) => !name.includes(":"));
  return (
    <div className="mx-auto w-full max-w-4xl px-4 py-5 md:px-6">
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <p className="min-w-0 flex-1 basis-64 text-muted-foreground text-sm leading-relaxed">{strings.about}</p>
        <ServerForm secrets={secrets.map(({ name }) => name)} programs={ports.mcp.programs} />
      </div>
      {typeof authorized === "string" ? (
        <p role="status" className="mb-4 rounded-md bg-success-muted px-3 py-2 text-sm text-success">
          {strings.authorized(authorized)}
        </p>
      ) : null}
      {typeof refused === "string" ? (
        <p role="alert" className="mb-4 break-words rounded-md bg-destructive-muted px-3 py-2 text-destructive text-sm">
          {refused}
        </p>
      ) : null}
      {servers.length === 0 ? (
        <EmptyState icon={<Cable aria-hidden="true" />} title={strings.none}>
          {strings.noneHint}
        </EmptyState>
      ) : (
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-4">
          {servers.map((view) => (
            <li key={view.server.name}>
              <ServerCard server={serverAnswer(view)} tools={view.tools.map(toolAnswer)} />
            </li>
          ))}
        </ul>
      )}
      <FreshHealth settled={servers.every(({ health }) => health.state === "connected" || health.state === "off")} />
    </div>
  );
}
