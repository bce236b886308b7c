import { Field } from "../../../components/ui/field.tsx";
import { Select } from "../../../components/ui/select.tsx";
import { strings } from "./strings.ts";

/** Which kept secret goes along, by its name. */
export function SecretField({ hint, secrets }: { hint: string; secrets: readonly string[] }) {
  return (
    <Field label={strings.secret} hint={hint}>
      {(control) => (
        <Select
          {...control}
          name="secret"
          options={[{ value: "", label: strings.noSecret }, ...secrets.map((value) => ({ value, label: value }))]}
        />
      )}
    </Field>
  );
}
