import Link from "next/link";
import { Button, buttonStyle } from "../../../components/ui/button.tsx";
import { Field } from "../../../components/ui/field.tsx";
import { Select } from "../../../components/ui/select.tsx";
import { strings as words } from "../../../components/ui/strings.ts";
import { runStatuses } from "../../../server/http/schemas/run.ts";
import type { RunFilter } from "./run-filter.ts";
import { strings } from "./strings.ts";

/** A plain form: it works before any script, and what it asks for stands in the address. */
export function FilterForm({ filter, agents }: { filter: RunFilter; agents: readonly string[] }) {
  const { status, agent } = filter;
  const names = agent === undefined || agents.includes(agent) ? agents : [...agents, agent];
  return (
    <search aria-label={strings.filter}>
      <form
        // What a browser remembers of a form is not what the address says.
        key={`${status} ${agent}`}
        action="/runs"
        autoComplete="off"
        className="flex flex-wrap items-end gap-2"
      >
        <Field label={strings.status} className="w-40">
          {(control) => (
            <Select
              {...control}
              name="status"
              defaultValue={status ?? ""}
              options={[
                { value: "", label: strings.everyStatus },
                ...runStatuses.map((value) => ({ value, label: words.runStatus[value] })),
              ]}
            />
          )}
        </Field>
        <Field label={strings.agent} className="w-40">
          {(control) => (
            <Select
              {...control}
              name="agent"
              defaultValue={agent ?? ""}
              options={[{ value: "", label: strings.everyAgent }, ...names.map((value) => ({ value, label: value }))]}
            />
          )}
        </Field>
        <Button type="submit" variant="outline" className="mb-1">
          {strings.apply}
        </Button>
        {status || agent ? (
          <Link href="/runs" prefetch={false} className={buttonStyle({ variant: "ghost", className: "mb-1" })}>
            {strings.everything}
          </Link>
        ) : null}
      </form>
    </search>
  );
}
