import { Fragment, useEffect, useRef } from "react";

export interface Choice {
  id: string;
  title: string;
  hint: string;
  /** The heading that it stands under. Those of one heading follow each other. */
  group: string;
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
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[id="${id}-${marked}"]`)?.scrollIntoView({ block: "nearest" });
  }, [id, marked]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={label}
      tabIndex={-1}
      className="max-h-64 overflow-y-auto rounded-t-xl border-b p-1"
    >
      {choices.map((choice, index) => (
        <Fragment key={choice.id}>
          {choice.group !== choices[index - 1]?.group ? (
            <div role="presentation" className="px-2 pt-1.5 pb-0.5 font-medium text-muted-foreground text-xs">
              {choice.group}
            </div>
          ) : null}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field that keeps the focus hears the keys */}
          <div
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
        </Fragment>
      ))}
    </div>
  );
}
