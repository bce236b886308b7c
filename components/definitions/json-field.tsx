"use client";

import { useState } from "react";
import { Field } from "../ui/field.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { strings } from "./strings.ts";

interface Props {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: unknown;
  /** Undefined: nothing is written. */
  onChange: (value: unknown) => void;
}

/** JSON as text: what is not JSON stays here, and is not handed on. */
export function JsonField({ label, hint, error, value, onChange }: Props) {
  const [text, setText] = useState(() => written(value));
  const [wrong, setWrong] = useState(false);
  // What was changed elsewhere, as by undoing, is shown; what merely has other spaces is not.
  const isSame = wrong || JSON.stringify(parsed(text)?.value) === JSON.stringify(value);
  return (
    <Field label={label} hint={hint} error={wrong ? strings.notJsonYet : error}>
      {(control) => (
        <Textarea
          {...control}
          rows={4}
          spellCheck={false}
          autoComplete="off"
          className="font-mono text-xs"
          value={isSame ? text : written(value)}
          onChange={({ target }) => {
            setText(target.value);
            const read = parsed(target.value);
            setWrong(read === null);
            if (read) onChange(read.value);
          }}
        />
      )}
    </Field>
  );
}

function written(value: unknown): string {
  return value === undefined ? "" : JSON.stringify(value, null, 2);
}

function parsed(text: string): { value: unknown } | null {
  if (text.trim() === "") return { value: undefined };
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}
