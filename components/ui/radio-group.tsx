import { Fragment, type ReactNode, useId } from "react";
import { cn } from "./cn.ts";

export interface RadioOption<V extends string = string> {
  value: V;
  label: ReactNode;
  hint?: ReactNode;
  icon?: ReactNode;
  disabled?: boolean;
  /** Stands after the option, outside its label: what choosing it leads to. */
  after?: ReactNode;
}

export interface RadioGroupProps<V extends string = string> {
  legend: ReactNode;
  hint?: ReactNode;
  options: readonly RadioOption<V>[];
  value?: V;
  defaultValue?: V;
  onValueChange?: (value: V) => void;
  name?: string;
  /** `cards` stand side by side where there is room, `rows` below each other. */
  look?: "list" | "cards" | "rows";
  className?: string;
}

export function RadioGroup<V extends string>(props: RadioGroupProps<V>) {
  const { legend, hint, options, value, defaultValue, onValueChange, look = "list", className } = props;
  const id = useId();
  return (
    <fieldset className={cn("min-w-0", className)} aria-describedby={hint ? `${id}-hint` : undefined}>
      <legend className="font-medium text-sm">{legend}</legend>
      {hint ? (
        <p id={`${id}-hint`} className="mt-0.5 text-muted-foreground text-xs leading-relaxed">
          {hint}
        </p>
      ) : null}
      <div
        className={
          look === "cards"
            ? "mt-2 grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] gap-2"
            : cn("mt-2 grid", look === "rows" ? "gap-2" : "gap-1.5")
        }
      >
        {options.map((option) => (
          <Fragment key={option.value}>
            <label
              className={cn(
                "flex target items-start gap-2.5 text-sm has-disabled:opacity-55",
                look !== "list" &&
                  "rounded-md border bg-card p-3 transition-colors hover:border-input has-checked:border-primary has-checked:bg-accent has-checked:text-accent-foreground",
              )}
            >
              <span className="mt-0.5 grid size-4 shrink-0 place-items-center">
                <input
                  type="radio"
                  name={props.name ?? id}
                  value={option.value}
                  disabled={option.disabled}
                  checked={value === undefined ? undefined : value === option.value}
                  defaultChecked={value === undefined ? defaultValue === option.value : undefined}
                  onChange={() => onValueChange?.(option.value)}
                  className="size-4 appearance-none rounded-full border border-input bg-card checked:border-[5px] checked:border-primary"
                />
              </span>
              <span className="min-w-0">
                <span className="flex items-center gap-1.5 [&_svg]:size-4">
                  {option.icon}
                  {option.label}
                </span>
                {option.hint ? (
                  <span className="block text-muted-foreground text-xs leading-relaxed">{option.hint}</span>
                ) : null}
              </span>
            </label>
            {option.after}
          </Fragment>
        ))}
      </div>
    </fieldset>
  );
}
