"use client";

import Plus from "lucide-react/icons/plus";
import X from "lucide-react/icons/x";
import { useId, useState } from "react";
import type { ArgumentCondition } from "../../lib/core/agent.ts";
import { Button } from "../ui/button.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { strings } from "./strings.ts";

interface Props {
  /** The tool, for who hears the page. */
  of: string;
  conditions: readonly ArgumentCondition[];
  /** Names to choose from; others may be written. */
  known: readonly string[];
  onChange: (conditions: ArgumentCondition[]) => void;
}

interface Row extends ArgumentCondition {
  key: number;
}

const most = 20;
const comparisons = Object.entries(strings.comparisons).map(([value, label]) => ({ value, label }));

/** When a person is asked: where any of these holds. What is not complete yet is not handed on. */
export function ConditionsField({ of, conditions, known, onChange }: Props) {
  const list = useId();
  const [rows, setRows] = useState<Row[]>(() => conditions.map((each, key) => ({ ...each, key })));
  const put = (next: Row[]) => {
    setRows(next);
    const whole = next.filter(({ argument }) => argument.trim() !== "").map(({ key: _key, ...each }) => each);
    if (whole.length > 0) onChange(whole);
  };
  const change = (key: number, fields: Partial<ArgumentCondition>) =>
    put(rows.map((row) => (row.key === key ? { ...row, ...fields } : row)));
  return (
    <fieldset className="grid w-full gap-2">
      <legend className="mb-1 text-muted-foreground text-xs">{strings.asksWhen}</legend>
      <datalist id={list}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {rows.map(({ key, argument, is, value }, index) => (
        <div key={key} className="flex flex-wrap items-center gap-2">
          <Input
            className="min-w-0 flex-1 basis-32"
            aria-label={strings.conditionArgument(of, index + 1)}
            placeholder={strings.argument}
            list={list}
            maxLength={200}
            value={argument}
            onChange={({ target }) => change(key, { argument: target.value })}
          />
          <Select
            aria-label={strings.conditionIs(of, index + 1)}
            options={comparisons}
            value={is}
            onChange={({ target }) => change(key, { is: target.value as ArgumentCondition["is"] })}
          />
          {is === "present" ? null : (
            <Input
              className="min-w-0 flex-1 basis-28"
              aria-label={strings.conditionValue(of, index + 1)}
              placeholder={strings.value}
              maxLength={2_000}
              value={value === undefined ? "" : String(value)}
              onChange={({ target }) => change(key, { value: target.value })}
            />
          )}
          <IconButton
            label={strings.removeCondition(of, index + 1)}
            icon={<X aria-hidden="true" />}
            disabled={rows.length === 1}
            onClick={() => put(rows.filter((row) => row.key !== key))}
          />
        </div>
      ))}
      {rows.length < most ? (
        <Button
          variant="ghost"
          size="small"
          className="justify-self-start"
          onClick={() => put([...rows, { key: nextKey(rows), ...firstCondition(known) }])}
        >
          <Plus aria-hidden="true" />
          {strings.addCondition}
        </Button>
      ) : null}
    </fieldset>
  );
}

/** What a list of conditions begins with. */
export function firstCondition(known: readonly string[]): ArgumentCondition {
  return { argument: known[0] ?? "", is: "present" };
}

function nextKey(rows: readonly Row[]): number {
  return Math.max(-1, ...rows.map(({ key }) => key)) + 1;
}
