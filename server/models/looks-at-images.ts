const those = [
  /^openai\/(gpt-4o|gpt-4\.1|gpt-4-turbo|gpt-[5-9]|o\d)/,
  /^anthropic\/claude-/,
  /^demo\//,
  /\b(llava|pixtral|moondream|minicpm-v|gemma-?3|llama-?4|qwen[\d.]*-?vl)|-vl\b|vision/i,
];

/** By its name: no provider tells. A model that is not known gets a sentence instead of an image. */
export function looksAtImages(name: string): boolean {
  return those.some((pattern) => pattern.test(name));
}
