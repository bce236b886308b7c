import { compact, duration } from "../../../../components/session/format.ts";
import { Badge } from "../../../../components/ui/badge.tsx";
import { Card, CardHeader } from "../../../../components/ui/card.tsx";
import { ProviderKey } from "./provider-key.tsx";
import { ProviderState } from "./provider-state.tsx";
import type { Provider } from "./providers-of.ts";
import { strings } from "./strings.ts";
import { TestModel } from "./test-model.tsx";

export function ProviderCard(provider: Provider) {
  const { name, models, isDefault, health, apiKey } = provider;
  return (
    <Card>
      <CardHeader
        level={3}
        title={
          <span className="flex flex-wrap items-center gap-2">
            {name}
            <ProviderState {...provider} />
            {isDefault ? <Badge tone="primary">{strings.isDefault}</Badge> : null}
          </span>
        }
        hint={health ? healthWords(health) : null}
      />
      <ul aria-label={strings.models(name)} className="mt-2 divide-y border-t">
        {models.map(({ name: model, unavailable, contextTokens, price }) => (
          <li key={model} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3 text-sm">
            <div className="min-w-0 flex-1 basis-60">
              <p className="break-all font-mono text-xs leading-6">{model}</p>
              <p className="text-muted-foreground text-xs leading-relaxed">
                {unavailable ??
                  `${strings.context(compact(contextTokens))} · ${price ? strings.price(price.input, price.output) : strings.noPrice}`}
              </p>
            </div>
            {unavailable === null ? <TestModel model={model} /> : null}
          </li>
        ))}
      </ul>
      {apiKey ? (
        <div className="border-t px-4 py-3">
          <ProviderKey provider={name} from={apiKey.from} />
        </div>
      ) : null}
    </Card>
  );
}

function healthWords({ failures, lastMs, lastError }: NonNullable<Provider["health"]>): string {
  return [
    ...(lastMs === null ? [] : [strings.lastAnswer(duration(lastMs))]),
    ...(failures === 0 ? [] : [strings.failures(failures)]),
    ...(lastError === null ? [] : [strings.lastError(lastError.message)]),
  ].join(" ");
}
