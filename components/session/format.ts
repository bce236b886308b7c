/** `340 ms`, `4.2 s`, `2 min 5 s` */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(ms < 9_950 ? 1 : 0)} s`;
  const seconds = Math.round(ms / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `812`, `18.4 k`, `1.2 M` */
export function compact(count: number): string {
  if (count < 1_000) return String(Math.round(count));
  const [value, unit] = count < 999_500 ? [count / 1_000, "k"] : [count / 1_000_000, "M"];
  return `${value.toFixed(value < 99.95 ? 1 : 0).replace(/\.0$/, "")} ${unit}`;
}

/** `812 B`, `18.4 KB`, `2.4 MB`: as limits are set, by 1024. */
export function fileSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < 3) {
    value /= 1024;
    unit++;
  }
  const words = unit === 0 ? String(value) : value.toFixed(value < 99.95 ? 1 : 0).replace(/\.0$/, "");
  return `${words} ${["B", "KB", "MB", "GB"][unit]}`;
}

export function dollars(cost: number): string {
  if (cost === 0) return "$0";
  return cost < 0.01 ? `$${cost.toPrecision(2)}` : `$${cost.toFixed(2)}`;
}

/** `openai/gpt-5` without its provider. */
export function modelName(model: string): string {
  return model.slice(model.indexOf("/") + 1);
}
