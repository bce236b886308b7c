/** Plain text in which what stands between backticks is code. */
export function Prose({ text, className = "" }: { text: string; className?: string }) {
  const parts = text.split("`");
  return (
    <p className={`min-w-0 text-pretty leading-relaxed ${className}`}>
      {parts.map((part, index) =>
        index % 2 === 0 ? (
          part
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text never change places
          <code key={index} className="break-words rounded-sm bg-muted px-1 py-0.5 font-mono text-[0.85em]">
            {part}
          </code>
        ),
      )}
    </p>
  );
}
