import { Checkbox } from "../../ui/checkbox.tsx";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { Select } from "../../ui/select.tsx";
import { Textarea } from "../../ui/textarea.tsx";
import type { FormField } from "./answer-form.ts";

interface Props {
  field: FormField;
  value: string | undefined;
  error: string | undefined;
  onChange: (value: string) => void;
}

export function AnswerField({ field, value = "", error, onChange }: Props) {
  if (field.kind === "boolean") {
    return (
      <Checkbox
        label={field.label}
        hint={field.hint}
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
          value,
          onChange: (event: { target: { value: string } }) => onChange(event.target.value),
        };
        switch (field.kind) {
          case "choice":
            return (
              <Select
                {...common}
                options={["", ...field.choices].map((each) => ({ value: each, label: each || "…" }))}
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
                rows={field.kind === "json" ? 3 : 1}
                className={field.kind === "json" ? "font-mono" : undefined}
              />
            );
        }
      }}
    </Field>
  );
}
