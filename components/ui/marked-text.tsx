/** Text with what was looked for in it marked. Places are in UTF-16 units, in order and apart. */
export function MarkedText({ text, marks }: { text: string; marks: readonly { from: number; to: number }[] }) {
  let last = 0;
  const parts = marks.map(({ from, to }) => {
    const before = text.slice(last, from);
    last = to;
    return (
      <span key={from}>
        {before}
        <mark className="rounded-sm bg-warning-muted font-medium text-warning">{text.slice(from, to)}</mark>
      </span>
    );
  });
  return (
    <>
      {parts}
      {text.slice(last)}
    </>
  );
}
