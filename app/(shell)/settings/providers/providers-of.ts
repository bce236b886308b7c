interface Model {
  name: string;
  provider: string;
  unavailable: string | null;
  contextTokens: number;
  isDefault: boolean;
  price: { input: number; output: number } | null;
}

interface Health {
  provider: string;
  circuit: "closed" | "open" | "half-open";
  failures: number;
  lastError: { message: string } | null;
  lastMs: number | null;
}

/** A provider with its models, the first of which it answers with where nobody names one. */
export interface Provider {
  name: string;
  models: readonly Model[];
  isDefault: boolean;
  /** None while nobody has asked it. */
  health: Health | null;
  /** None: it takes none. */
  apiKey: ApiKey | null;
}

interface ApiKey {
  provider: string;
  from: "environment" | "settings" | null;
}

/** The providers in the order of their models; the one that answers by default comes first. */
export function providersOf(models: readonly Model[], health: readonly Health[], keys: readonly ApiKey[]): Provider[] {
  const names = [...new Set(models.map(({ provider }) => provider))];
  return names
    .map((name) => {
      const own = models.filter(({ provider }) => provider === name);
      return {
        name,
        models: own,
        isDefault: own.some(({ isDefault }) => isDefault),
        health: health.find(({ provider }) => provider === name) ?? null,
        apiKey: keys.find(({ provider }) => provider === name) ?? null,
      };
    })
    .sort((a, b) => Number(b.isDefault) - Number(a.isDefault));
}
