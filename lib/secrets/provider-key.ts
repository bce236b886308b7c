/** Under which name a provider's key is kept: the colon keeps it apart from people's own secrets. */
export function keyNameOf(provider: string): string {
  return `provider:${provider}`;
}
