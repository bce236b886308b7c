import Link from "next/link";
import { AddressForm } from "../../../components/live/address-form.tsx";
import { Button, buttonStyle } from "../../../components/ui/button.tsx";
import { Checkbox } from "../../../components/ui/checkbox.tsx";
import { Field } from "../../../components/ui/field.tsx";
import { Input } from "../../../components/ui/input.tsx";
import { Select } from "../../../components/ui/select.tsx";
import { strings as words } from "../../../components/ui/strings.ts";
import { runStatuses } from "../../../server/http/schemas/run.ts";
import { asksForSome, hasRare, type RunFilter, runsQuery } from "./run-filter.ts";
import { strings } from "./strings.ts";

interface Props {
  filter: RunFilter;
  agents: readonly string[];
  workflows: readonly string[];
  tools: readonly string[];
  models: readonly string[];
}

/** A plain form: it works before any script, and what it asks for stands in the address. */
export function FilterForm({ filter, agents, workflows, tools, models }: Props) {
  const { status, agent, text, open, within, workflow, model, tool, error, minCost, maxCost, since, until } = filter;
  const { deviation } = filter;
  return (
    <search aria-label={strings.filter}>
      <AddressForm
        // What a browser remembers of a form is not what the address says.
        key={runsQuery(filter)}
        action="/runs"
        className="grid gap-3"
      >
        {deviation === undefined ? null : <input type="hidden" name="deviation" value={deviation} />}
        <div className="flex flex-wrap items-end gap-2">
          <Field label={strings.text} className="min-w-48 flex-1 basis-56">
            {(control) => (
              <Input
                {...control}
                type="search"
                name="text"
                defaultValue={text ?? ""}
                maxLength={200}
                data-runs-search
              />
            )}
          </Field>
          <Choice
            label={strings.status}
            name="status"
            value={status}
            every={strings.everyStatus}
            options={runStatuses.map((value) => ({ value, label: words.runStatus[value] }))}
          />
          <Choice label={strings.agent} name="agent" value={agent} every={strings.everyAgent} options={named(agents)} />
          <Choice
            label={strings.within}
            name="within"
            value={within}
            every={strings.anyTime}
            options={Object.entries(strings.spans).map(([value, label]) => ({ value, label }))}
          />
          <Checkbox
            label={strings.openOnly}
            name="open"
            value="true"
            defaultChecked={open === true}
            className="mb-2.5"
          />
          <Button type="submit" variant="outline" className="mb-1">
            {strings.apply}
          </Button>
          {asksForSome(filter) ? (
            <Link href="/runs" prefetch={false} className={buttonStyle({ variant: "ghost", className: "mb-1" })}>
              {strings.everything}
            </Link>
          ) : null}
        </div>
        <details open={hasRare(filter)} className="text-sm">
          <summary className="target w-fit cursor-pointer rounded-sm text-muted-foreground hover:text-foreground">
            {strings.more}
          </summary>
          <div className="mt-2 flex flex-wrap items-end gap-2">
            <Choice
              label={strings.workflow}
              name="workflow"
              value={workflow}
              every={strings.everyWorkflow}
              options={named(workflows)}
            />
            <Choice
              label={strings.model}
              name="model"
              value={model}
              every={strings.everyModel}
              options={named(models)}
            />
            <Choice label={strings.tool} name="tool" value={tool} every={strings.everyTool} options={named(tools)} />
            <Field label={strings.error} className="w-48">
              {(control) => <Input {...control} name="error" defaultValue={error ?? ""} maxLength={200} />}
            </Field>
            <Field label={strings.minCost} className="w-28">
              {(control) => <Input {...control} name="minCost" inputMode="decimal" defaultValue={minCost ?? ""} />}
            </Field>
            <Field label={strings.maxCost} className="w-28">
              {(control) => <Input {...control} name="maxCost" inputMode="decimal" defaultValue={maxCost ?? ""} />}
            </Field>
            <Field label={strings.since} className="w-56">
              {(control) => (
                <Input {...control} name="since" placeholder={strings.dayHint} defaultValue={since ?? ""} />
              )}
            </Field>
            <Field label={strings.until} className="w-56">
              {(control) => (
                <Input {...control} name="until" placeholder={strings.dayHint} defaultValue={until ?? ""} />
              )}
            </Field>
          </div>
        </details>
      </AddressForm>
    </search>
  );
}

interface Option {
  value: string;
  label: string;
}

interface ChoiceProps {
  label: string;
  name: string;
  value: string | undefined;
  every: string;
  options: readonly Option[];
}

function Choice({ label, name, value, every, options }: ChoiceProps) {
  const isListed = value === undefined || options.some((option) => option.value === value);
  const all = isListed ? options : [...options, { value, label: value }];
  return (
    <Field label={label} className="w-40">
      {(control) => (
        <Select {...control} name={name} defaultValue={value ?? ""} options={[{ value: "", label: every }, ...all]} />
      )}
    </Field>
  );
}

function named(names: readonly string[]): Option[] {
  return names.map((value) => ({ value, label: value }));
}
