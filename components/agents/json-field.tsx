"use client";

import { useState } from "react";
import { Field } from "../ui/field.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { strings } from "./strings.ts";

interface Props {
  label: string;
  hint: string;
  value: unknown;
  onChange: (value: unknown) => void;
}

/** JSON as text: what is not JSON stays here and is not handed on. */
export function JsonField({ label, hint, value, onChange }: Props) {
  const [text, setText] = useState(() => (value === undefined ? "" : JSON.stringify(value, null, 2)));
  const [wrong, setWrong] = useState(false);
  return (
    <Field label={label} hint={hint} error={wrong ? strings.notJson : undefined}>
      {(control) => (
        <Textarea
          {...control}
          rows={4}
          spellCheck={false}
          className="font-mono text-xs"
          value={text}
          onChange={(event) => {
            const next = event.target.value;
            setText(next);
            const parsed = next.trim() === "" ? { value: undefined } : parse(next);
            setWrong(parsed === null);
            if (parsed) onChange(parsed.value);
          }}
        />
      )}
    </Field>
  );
}

function parse(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}
