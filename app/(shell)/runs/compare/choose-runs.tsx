import { Button } from "../../../../components/ui/button.tsx";
import { Field } from "../../../../components/ui/field.tsx";
import { Select } from "../../../../components/ui/select.tsx";
import type { RunSummary } from "../../../../lib/core/summary.ts";
import { strings } from "./strings.ts";

/** A plain form: what it asks for stands in the address. */
export function ChooseRuns({ runs, a, b }: { runs: readonly RunSummary[]; a: string; b: string }) {
  const named = runs.map(({ id, task, agent, agentVersion, queuedAt }) => {
    const when = queuedAt.slice(0, 16).replace("T", " ");
    return { value: id, label: strings.option(task.slice(0, 60) || strings.noTask, agent, agentVersion, when) };
  });
  const optionsWith = (chosen: string) => {
    const isListed = chosen === "" || runs.some(({ id }) => id === chosen);
    const first = { value: "", label: strings.pick };
    return [first, ...(isListed ? [] : [{ value: chosen, label: chosen }]), ...named];
  };
  return (
    <search aria-label={strings.choose}>
      <form
        key={`${a} ${b}`}
        action="/runs/compare"
        autoComplete="off"
        className="grid grid-cols-1 items-end gap-2 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
      >
        <Field label={strings.a}>
          {(control) => <Select {...control} name="a" defaultValue={a} options={optionsWith(a)} />}
        </Field>
        <Field label={strings.b}>
          {(control) => <Select {...control} name="b" defaultValue={b} options={optionsWith(b)} />}
        </Field>
        <Button type="submit" variant="outline" className="mb-1 justify-self-start">
          {strings.compare}
        </Button>
      </form>
    </search>
  );
}
