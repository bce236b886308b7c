import Bot from "lucide-react/icons/bot";
import type { Metadata } from "next";
import { EmptyState } from "../../../components/ui/empty-state.tsx";
import { TopBar } from "../../../components/ui/top-bar.tsx";
import { currentRuntime } from "../../../server/runtime/current-runtime.ts";
import { AgentCard } from "./agent-card.tsx";
import { strings } from "./strings.ts";
import { toolMark } from "./tool-mark.ts";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

/** Who there is to talk to, each in its published version. */
export default function AgentsPage() {
  const { world, ports } = currentRuntime();
  const agents = world.agents();
  return (
    <>
      <TopBar title={strings.title} />
      <div className="mx-auto grid w-full max-w-5xl grid-cols-1 gap-4 px-4 py-5 md:px-6">
        {agents.length === 0 ? (
          <EmptyState icon={<Bot aria-hidden="true" />} title={strings.none}>
            {strings.noneHint}
          </EmptyState>
        ) : (
          <>
            <p className="text-muted-foreground text-sm">
              {strings.count(agents.length)}. {strings.howMade}{" "}
              <a href="/docs/api" className="text-primary underline underline-offset-4 hover:decoration-2">
                {strings.howMadeLink}
              </a>
              .
            </p>
            <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,19rem),1fr))] gap-4">
              {agents.map((agent) => (
                <li key={agent.name}>
                  <AgentCard
                    agent={agent}
                    tools={agent.tools.map((tool) => toolMark(tool, ports.tools.get(tool.name)))}
                  />
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </>
  );
}
