export interface Choice {
  id: string;
  title: string;
  hint: string;
  choose: () => void;
}

/** Stands above the field that keeps the focus and names the marked one. */
export function CompletionList({
  id,
  label,
  choices,
  marked,
}: {
  id: string;
  label: string;
  choices: readonly Choice[];
  marked: number;
}) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      tabIndex={-1}
      className="max-h-56 overflow-y-auto rounded-t-xl border-b p-1"
    >
      {choices.map((choice, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field that keeps the focus hears the keys
        <div
          key={choice.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === marked}
          onMouseDown={(event) => event.preventDefault()}
          onClick={choice.choose}
          className={`flex min-h-8 cursor-default items-baseline gap-3 rounded-md px-2 py-1 text-sm ${index === marked ? "bg-accent text-accent-foreground" : ""}`}
        >
          <span className="shrink-0 font-medium">{choice.title}</span>
          <span className={`min-w-0 truncate text-xs ${index === marked ? "" : "text-muted-foreground"}`}>
            {choice.hint}
          </span>
        </div>
      ))}
    </div>
  );
}
