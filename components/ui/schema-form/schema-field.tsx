import { Checkbox } from "../checkbox.tsx";
import { Field } from "../field.tsx";
import { Input } from "../input.tsx";
import { Select } from "../select.tsx";
import { Textarea } from "../textarea.tsx";
import type { FormField } from "./schema-fields.ts";

interface Props {
  field: FormField;
  value: string | undefined;
  error: string | undefined;
  autoFocus?: boolean | undefined;
  onChange: (value: string) => void;
}

export function SchemaField({ field, value = "", error, autoFocus, onChange }: Props) {
  if (field.kind === "boolean") {
    return (
      <Checkbox
        label={field.label}
        hint={field.hint}
        autoFocus={autoFocus}
        checked={value === "true"}
        onChange={(event) => onChange(String(event.target.checked))}
      />
    );
  }
  return (
    <Field label={field.label} hint={field.hint} error={error} required={field.required}>
      {(control) => {
        const common = {
          ...control,
          // The form itself says what is missing, in its own words.
          required: undefined,
          "aria-required": field.required || undefined,
          autoFocus,
          value,
          onChange: (event: { target: { value: string } }) => onChange(event.target.value),
        };
        switch (field.kind) {
          case "choice":
            return (
              <Select
                {...common}
                options={[
                  { value: "", label: "…" },
                  ...field.choices.map(({ text }) => ({ value: text, label: text })),
                ]}
              />
            );
          case "number":
          case "integer":
            return <Input {...common} inputMode="decimal" />;
          case "text":
            return <Input {...common} />;
          default:
            return (
              <Textarea
                {...common}
                rows={field.kind === "long-text" ? 1 : 3}
                spellCheck={field.kind === "json" ? false : undefined}
                className={field.kind === "json" ? "font-mono" : undefined}
              />
            );
        }
      }}
    </Field>
  );
}
