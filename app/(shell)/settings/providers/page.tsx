import Plug from "lucide-react/icons/plug";
import type { Metadata } from "next";
import { EmptyState } from "../../../../components/ui/empty-state.tsx";
import { currentRuntime } from "../../../../server/runtime/current-runtime.ts";
import { ProviderCard } from "./provider-card.tsx";
import { providersOf } from "./providers-of.ts";
import { strings } from "./strings.ts";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

/** Who can answer, who cannot and why, and a way to try each. */
export default function ProvidersPage() {
  const { models } = currentRuntime().ports;
  const providers = providersOf(models.list(), models.health(), models.keys());
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-5 md:px-6">
      <h2 className="font-semibold text-lg tracking-tight">{strings.title}</h2>
      <p className="mt-1 mb-4 text-muted-foreground text-sm leading-relaxed">{strings.keys}</p>
      {providers.length === 0 ? (
        <EmptyState icon={<Plug aria-hidden="true" />} title={strings.none}>
          {strings.noneHint}
        </EmptyState>
      ) : (
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-4">
          {providers.map((provider) => (
            <li key={provider.name}>
              <ProviderCard {...provider} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
