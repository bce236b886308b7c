import { Field } from "../../../components/ui/field.tsx";
import { Input } from "../../../components/ui/input.tsx";
import { Select } from "../../../components/ui/select.tsx";
import { Textarea } from "../../../components/ui/textarea.tsx";
import type { ArgumentField } from "../../../lib/tools/argument-fields.ts";
import { strings } from "./strings.ts";

export function ArgumentInput({ field, error }: { field: ArgumentField; error: string | undefined }) {
  const { name, label, hint, required, kind, choices = [] } = field;
  const unset = { value: "", label: strings.unset };
  return (
    <Field label={label} hint={hint || undefined} required={required} error={error}>
      {(control) => {
        const given = { ...control, name: `argument ${name}` };
        switch (kind) {
          case "choice":
            return <Select {...given} options={[unset, ...choices.map((value) => ({ value, label: value }))]} />;
          case "yes-no":
            return (
              <Select
                {...given}
                options={[unset, { value: "true", label: strings.yes }, { value: "false", label: strings.no }]}
              />
            );
          case "json":
            return <Textarea {...given} rows={2} spellCheck={false} className="font-mono text-[0.8125rem]" />;
          case "number":
            return <Input {...given} inputMode="decimal" />;
          default:
            return <Textarea {...given} rows={1} />;
        }
      }}
    </Field>
  );
}
