import type { Metadata } from "next";
import { currentReach } from "../../server/http/current-reach.ts";
import { pagePrincipal } from "../../server/http/page-principal.ts";
import { currentRuntime } from "../../server/runtime/current-runtime.ts";
import { providersToPick } from "./providers-to-pick.ts";
import { stepOf } from "./steps.ts";
import { strings } from "./strings.ts";
import { Welcome } from "./welcome.tsx";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

interface Props {
  searchParams: Promise<{ step?: string | string[] }>;
}

/** The first steps. Each has an address of its own, so that the browser's back and forward lead through them. */
export default async function WelcomePage({ searchParams }: Props) {
  const { userId } = await pagePrincipal();
  const { world, ports } = currentRuntime();
  const { agent } = await ports.preferences.read(userId);
  return (
    <Welcome
      step={stepOf((await searchParams).step)}
      onLoopback={currentReach() === "this machine"}
      providers={providersToPick(ports.models.list())}
      agents={world.agents().map(({ name, description, emoji, tools }) => ({
        name,
        description,
        emoji: emoji ?? null,
        tools: tools.map((tool) => tool.name),
      }))}
      workflows={world.workflows.all().map(({ workflow: { name, description = "", emoji } }) => ({
        name,
        description,
        emoji: emoji ?? null,
      }))}
      preferredAgent={agent}
    />
  );
}
