import Braces from "lucide-react/icons/braces";
import type { Metadata } from "next";
import { EmptyState } from "../../../../components/ui/empty-state.tsx";
import { apiToolName } from "../../../../lib/openapi/api-import.ts";
import { pagePrincipal } from "../../../../server/http/page-principal.ts";
import { currentRuntime } from "../../../../server/runtime/current-runtime.ts";
import { ApiRow } from "./api-row.tsx";
import { ImportForm } from "./import-form.tsx";
import { strings } from "./strings.ts";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

export default async function ApisPage() {
  const { ports } = currentRuntime();
  const { userId } = await pagePrincipal();
  const secrets = (await ports.secrets.list(userId)).filter(({ name }) => !name.includes(":"));
  const apis = ports.apis.list();
  return (
    <div className="mx-auto w-full max-w-4xl px-4 py-5 md:px-6">
      <p className="mb-4 text-muted-foreground text-sm leading-relaxed">{strings.about}</p>
      <ImportForm secrets={secrets.map(({ name }) => name)} />
      {apis.length === 0 ? (
        <EmptyState icon={<Braces aria-hidden="true" />} title={strings.none}>
          {strings.noneHint}
        </EmptyState>
      ) : (
        <ul className="mt-6 divide-y rounded-lg border bg-card">
          {apis.map(({ name, title, baseUrl, operations }) => (
            <li key={name}>
              <ApiRow
                name={name}
                title={title}
                baseUrl={baseUrl}
                tools={operations.map(({ id }) => apiToolName(name, id))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
