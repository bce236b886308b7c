"use client";

import { type ComponentProps, type RefObject, useLayoutEffect, useRef } from "react";
import { cn } from "./cn.ts";
import { controlStyle } from "./control-style.ts";

export interface TextareaProps extends Omit<ComponentProps<"textarea">, "ref"> {
  ref?: RefObject<HTMLTextAreaElement | null>;
  /** Without a frame of its own, for a composer that has one. */
  bare?: boolean;
}

/** Grows with its text, from `rows` to what `max-h-…` in `className` allows. */
export function Textarea({ ref, bare, className, rows = 2, onInput, ...rest }: TextareaProps) {
  const own = useRef<HTMLTextAreaElement>(null);
  const field = ref ?? own;
  const { value } = rest;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a value set from outside also changes the height
  useLayoutEffect(() => {
    if (field.current) growToFit(field.current);
  }, [field, value]);

  return (
    <textarea
      ref={field}
      rows={rows}
      onInput={(event) => {
        growToFit(event.currentTarget);
        onInput?.(event);
      }}
      className={cn(
        bare
          ? "w-full bg-transparent text-sm placeholder:text-muted-foreground focus:outline-none pointer-coarse:text-base"
          : [controlStyle, "px-2.5 py-1.5"],
        "field-sizing-content max-h-64 resize-none leading-normal",
        className,
      )}
      {...rest}
    />
  );
}

/** For browsers that cannot size a field by its content. */
function growToFit(field: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}
