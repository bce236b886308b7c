/** So many bytes, in hexadecimal digits, that stand for a text: the same ones each time, and never all zero. No secret. */
export function hexId(text: string, bytes: number): string {
  let digits = "";
  for (let part = 0; digits.length < bytes * 2; part++) digits += hashOf(text, part).toString(16).padStart(8, "0");
  const id = digits.slice(0, bytes * 2);
  return /^0+$/.test(id) ? id.replace(/0$/, "1") : id;
}

/** FNV-1a with the finishing steps of MurmurHash, so that neighbours are far apart. */
function hashOf(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ Math.imul(seed + 1, 0x9e3779b9);
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
