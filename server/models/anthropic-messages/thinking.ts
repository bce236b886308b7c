import type { Reasoning } from "../../../lib/core/model.ts";

/** A thinking block by the length of its text and its proof, or a block that only the provider can read. */
export type ThinkingProof = { length: number; signature: string } | { redacted: string };

const prefix = "anthropic:";

/** The proofs of all thinking blocks of one reply, as the one opaque signature that travels with the text. */
export function packProofs(proofs: readonly ThinkingProof[]): string {
  return prefix + JSON.stringify(proofs);
}

/** The thinking blocks to send back. None where the proof is another provider's or the text is not what it was. */
export function thinkingBlocks({ text, signature }: Reasoning): Record<string, unknown>[] {
  if (!signature?.startsWith(prefix)) return [];
  const proofs = JSON.parse(signature.slice(prefix.length)) as ThinkingProof[];
  const lengths = proofs.map((proof) => ("length" in proof ? proof.length : 0));
  if (lengths.reduce((sum, length) => sum + length, 0) !== text.length) return [];
  let from = 0;
  return proofs.map((proof) => {
    if ("redacted" in proof) return { type: "redacted_thinking", data: proof.redacted };
    const thinking = text.slice(from, from + proof.length);
    from += proof.length;
    return { type: "thinking", thinking, signature: proof.signature };
  });
}
