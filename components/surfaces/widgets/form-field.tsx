import type { Widget } from "../../../lib/surfaces/catalog.ts";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Select } from "../../ui/select.tsx";
import { Textarea } from "../../ui/textarea.tsx";

export type FieldOf = Widget<"form">["fields"][number];

interface Props {
  field: FieldOf;
  /** As it is typed: numbers are texts until they are sent. */
  value: unknown;
  error: string | undefined;
  disabled: boolean;
  onChange: (value: unknown) => void;
}

const inputTypes = { date: "date", time: "time", email: "email", number: "text", text: "text" } as const;

export function FormField({ field, value, error, disabled, onChange }: Props) {
  const { kind = "text", name, label = name, hint, required, placeholder } = field;
  if (kind === "yesNo")
    return (
      <Checkbox
        label={label}
        hint={hint}
        disabled={disabled}
        checked={value === true}
        onChange={(event) => onChange(event.target.checked)}
      />
    );
  if (kind === "choices") return <Choices {...{ field, value, error, disabled, onChange }} />;
  const text = typeof value === "string" || typeof value === "number" ? String(value) : "";
  return (
    <Field label={label} hint={hint} error={error} required={required === true}>
      {(control) => {
        const common = {
          ...control,
          disabled,
          value: text,
          onChange: (event: { target: { value: string } }) => onChange(event.target.value),
        };
        if (kind === "choice")
          return <Select {...common} options={[{ value: "", label: placeholder ?? "…" }, ...optionsOf(field)]} />;
        if (kind === "longText") return <Textarea {...common} rows={3} placeholder={placeholder} />;
        return (
          <Input
            {...common}
            type={inputTypes[kind]}
            placeholder={placeholder}
            inputMode={kind === "number" ? "decimal" : undefined}
            autoComplete="off"
          />
        );
      }}
    </Field>
  );
}

function Choices({ field, value, error, disabled, onChange }: Props) {
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  return (
    <fieldset aria-invalid={error ? true : undefined}>
      <legend className="font-medium text-sm">{field.label ?? field.name}</legend>
      {field.hint ? <p className="text-muted-foreground text-xs">{field.hint}</p> : null}
      <div className="mt-1 grid gap-1.5">
        {optionsOf(field).map((option) => (
          <Checkbox
            key={option.value}
            label={option.label}
            disabled={disabled}
            checked={chosen.includes(option.value)}
            onChange={(event) =>
              onChange(
                event.target.checked ? [...chosen, option.value] : chosen.filter((each) => each !== option.value),
              )
            }
          />
        ))}
      </div>
      <p aria-live="polite" className="text-destructive text-xs">
        {error}
      </p>
    </fieldset>
  );
}

function optionsOf({ options = [] }: FieldOf): { value: string; label: string }[] {
  return options.map((option) =>
    typeof option === "string"
      ? { value: option, label: option }
      : { value: option.value, label: option.label ?? option.value },
  );
}

/** What is sent for what was typed: a number where one is asked for, nothing where nothing was said. */
export function sentValue({ kind = "text" }: FieldOf, value: unknown): unknown {
  if (typeof value !== "string") return value;
  const text = value.trim();
  if (kind !== "number" || text === "") return text;
  const number = Number(text.replace(",", "."));
  return Number.isNaN(number) ? text : number;
}
