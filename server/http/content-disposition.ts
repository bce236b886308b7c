/** RFC 6266: the name as it is for all that read `filename*`, and what ASCII can say of it for the others. */
export function contentDisposition(kind: "attachment" | "inline", name: string): string {
  const whole = name.toWellFormed();
  const ascii = whole.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(whole).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"${ascii === whole ? "" : `; filename*=UTF-8''${encoded}`}`;
}
