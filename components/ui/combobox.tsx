"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import Check from "lucide-react/icons/check";
import ChevronsUpDown from "lucide-react/icons/chevrons-up-down";
import { cn } from "./cn.ts";
import { controlStyle } from "./control-style.ts";
import type { FieldControl } from "./field.tsx";
import { popupMotion, popupStyle } from "./overlay-styles.ts";
import { strings } from "./strings.ts";

export interface ComboboxOption {
  value: string;
  label: string;
  hint?: string;
  disabled?: boolean;
}

export interface ComboboxProps extends Partial<FieldControl> {
  options: readonly ComboboxOption[];
  value: string | null;
  onValueChange: (value: string | null) => void;
  placeholder?: string;
  disabled?: boolean;
  className?: string;
}

/** A choice out of many, found by typing. It weighs 50 KB: fetch it lazily where it is not the first thing on a page. */
export function Combobox({
  options,
  value,
  onValueChange,
  placeholder,
  disabled,
  className,
  required,
  ...control
}: ComboboxProps) {
  return (
    <Base.Root
      items={options}
      value={options.find((option) => option.value === value) ?? null}
      onValueChange={(option) => onValueChange(option?.value ?? null)}
      disabled={disabled}
      required={required}
    >
      <Base.InputGroup className={cn("relative", className)}>
        <Base.Input placeholder={placeholder} className={cn(controlStyle, "h-8 target pr-8 pl-2.5")} {...control} />
        <Base.Trigger
          aria-label={strings.openList}
          className="absolute inset-y-0 right-0 grid w-8 place-items-center text-muted-foreground"
        >
          <ChevronsUpDown aria-hidden="true" className="size-4" />
        </Base.Trigger>
      </Base.InputGroup>
      <Base.Portal>
        <Base.Positioner sideOffset={4} collisionPadding={8} className="z-50">
          <Base.Popup className={cn(popupStyle, popupMotion, "w-(--anchor-width) min-w-56 max-w-(--available-width)")}>
            <Base.Empty className="px-3 py-4 text-muted-foreground text-sm empty:hidden">
              {strings.nothingFits}
            </Base.Empty>
            <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto overscroll-contain p-1 data-empty:p-0">
              {(option: ComboboxOption) => (
                <Base.Item
                  key={option.value}
                  value={option}
                  disabled={option.disabled}
                  className="flex target cursor-default select-none items-center gap-2 rounded-md px-2 py-1 text-sm outline-none data-disabled:opacity-55 data-highlighted:bg-accent data-highlighted:text-accent-foreground"
                >
                  <span className="size-4 shrink-0">
                    <Base.ItemIndicator render={<Check aria-hidden="true" className="size-4" />} />
                  </span>
                  <span className="min-w-0 flex-1">
                    <span className="block truncate">{option.label}</span>
                    {option.hint ? (
                      <span className="block truncate text-muted-foreground text-xs">{option.hint}</span>
                    ) : null}
                  </span>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
