"use client";

import CircleCheck from "lucide-react/icons/circle-check";
import CircleDashed from "lucide-react/icons/circle-dashed";
import { Badge } from "../../components/ui/badge.tsx";
import { RadioGroup } from "../../components/ui/radio-group.tsx";
import { ProviderSetup } from "./provider-setup.tsx";
import type { PickableProvider } from "./providers-to-pick.ts";
import { strings } from "./strings.ts";

interface Props {
  providers: readonly PickableProvider[];
  picked: string;
  onPick: (name: string) => void;
}

export function ProviderStep({ providers, picked, onPick }: Props) {
  return (
    <>
      <p className="mt-1 mb-4 text-muted-foreground text-sm leading-relaxed">{strings.provider.hint}</p>
      <RadioGroup
        legend={<span className="sr-only">{strings.provider.legend}</span>}
        look="rows"
        value={picked}
        onValueChange={onPick}
        options={providers.map((each) => ({
          value: each.name,
          label: (
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
              {each.label}
              <State provider={each} />
            </span>
          ),
          hint: each.is,
          after: each.name === picked ? <ProviderSetup provider={each} /> : null,
        }))}
      />
    </>
  );
}

function State({ provider: { model, isDefault, needs } }: { provider: PickableProvider }) {
  if (model === null) {
    return (
      <Badge tone="outline">
        <CircleDashed aria-hidden="true" />
        {needs.kind === "ollama" ? strings.provider.notFound : strings.provider.notSetUp}
      </Badge>
    );
  }
  return (
    <>
      <Badge tone="success">
        <CircleCheck aria-hidden="true" />
        {strings.provider.ready}
      </Badge>
      {isDefault ? <Badge tone="primary">{strings.provider.default}</Badge> : null}
    </>
  );
}
