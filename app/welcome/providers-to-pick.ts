import { providersOf } from "../(shell)/settings/providers/providers-of.ts";
import { type ProviderGuide, providerGuides } from "./provider-guides.ts";

type Models = Parameters<typeof providersOf>[0];

export interface PickableProvider extends ProviderGuide {
  /** The model that it answers with; null while it cannot. */
  model: string | null;
  isDefault: boolean;
}

/** Each provider that there is a guide for, the ready ones first, and of these the one that answers by default. */
export function providersToPick(models: Models): PickableProvider[] {
  const known = providersOf(models, [], []);
  const all = providerGuides.flatMap((guide): PickableProvider[] => {
    const provider = known.find(({ name }) => name === guide.name);
    if (!provider) return [];
    const { isDefault } = provider;
    const first = provider.models[0];
    return [{ ...guide, model: first?.unavailable === null ? first.name : null, isDefault }];
  });
  return all.sort((a, b) => rank(a) - rank(b));
}

function rank({ model, isDefault }: PickableProvider): number {
  if (isDefault) return 0;
  return model === null ? 2 : 1;
}
