"use client";

import { useState } from "react";
import { nodeId } from "../../../lib/workflows/graph/graph.ts";
import { Field } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { editStrings as words } from "./strings.ts";

interface Props {
  id: string;
  taken: readonly string[];
  onRename: (to: string) => void;
}

/** A step's name is taken over when the field is left, or with Enter: until then it may be no name at all. */
export function StepName({ id, taken, onRename }: Props) {
  const [text, setText] = useState(id);
  const isWrong = !nodeId.safeParse(text).success;
  const isTaken = text !== id && taken.includes(text);
  const done = () => {
    if (text === id) return;
    if (isWrong || isTaken) setText(id);
    else onRename(text);
  };
  return (
    <Field
      label={words.name}
      hint={words.nameHint}
      error={isWrong ? words.nameWrong : isTaken ? words.nameTaken : undefined}
    >
      {(control) => (
        <Input
          {...control}
          className="font-mono text-xs"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onBlur={done}
          onKeyDown={(event) => event.key === "Enter" && done()}
        />
      )}
    </Field>
  );
}
