import KeyRound from "lucide-react/icons/key-round";
import type { Metadata } from "next";
import { EmptyState } from "../../../../components/ui/empty-state.tsx";
import { pagePrincipal } from "../../../../server/http/page-principal.ts";
import { currentRuntime } from "../../../../server/runtime/current-runtime.ts";
import { SecretForm } from "./secret-form.tsx";
import { SecretRow } from "./secret-row.tsx";
import { strings } from "./strings.ts";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

/** Names and places of a person's secrets, and a way to give new values. Values never come here. */
export default async function SecretsPage() {
  const secrets = await currentRuntime().ports.secrets.list((await pagePrincipal()).userId);
  return (
    <div className="mx-auto w-full max-w-3xl px-4 py-5 md:px-6">
      <div className="mb-4 flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="font-semibold text-lg tracking-tight">{strings.title}</h2>
          <p className="mt-1 text-muted-foreground text-sm leading-relaxed">{strings.about}</p>
        </div>
        <SecretForm />
      </div>
      {secrets.length === 0 ? (
        <EmptyState icon={<KeyRound aria-hidden="true" />} title={strings.none}>
          {strings.noneHint}
        </EmptyState>
      ) : (
        <ul aria-label={strings.list} className="divide-y rounded-lg border bg-card">
          {secrets.map((secret) => (
            <li key={secret.name}>
              <SecretRow secret={secret} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
