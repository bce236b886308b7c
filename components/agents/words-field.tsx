"use client";

import { useState } from "react";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Textarea } from "../ui/textarea.tsx";

interface Props {
  label: string;
  hint: string;
  value: readonly string[];
  onChange: (words: string[]) => void;
  /** One a line instead of separated by commas. */
  lines?: boolean;
  /** Told when the field is left, too. */
  onDone?: (words: string[]) => void;
}

/** A list of words or lines, edited as text. */
export function WordsField({ label, hint, value, onChange, lines, onDone }: Props) {
  const [text, setText] = useState(() => value.join(lines ? "\n" : ", "));
  const split = (from: string) =>
    from
      .split(lines ? "\n" : ",")
      .map((each) => each.trim())
      .filter((each) => each !== "");
  const shared = {
    value: text,
    onChange(event: { target: { value: string } }) {
      setText(event.target.value);
      onChange(split(event.target.value));
    },
    onBlur: () => onDone?.(split(text)),
  };
  return (
    <Field label={label} hint={hint}>
      {(control) => (lines ? <Textarea {...control} {...shared} rows={3} /> : <Input {...control} {...shared} />)}
    </Field>
  );
}
