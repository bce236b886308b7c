"use client";

import LayoutGrid from "lucide-react/icons/layout-grid";
import TableIcon from "lucide-react/icons/table";
import { Input } from "../ui/input.tsx";
import { Select } from "../ui/select.tsx";
import { ToggleGroup } from "../ui/toggle-group.tsx";
import { strings } from "./strings.ts";

export type ListView = "cards" | "table";

interface Choice {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Values with what they are called, the one for all of them first. */
  options: readonly (readonly [value: string, label: string])[];
}

interface Props {
  searchLabel: string;
  search: string;
  onSearch: (search: string) => void;
  choices: readonly Choice[];
  view: ListView;
  onView: (view: ListView) => void;
}

/** What a list of definitions is narrowed down by, and how it is shown. */
export function ListFilters({ searchLabel, search, onSearch, choices, view, onView }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Input
        type="search"
        aria-label={searchLabel}
        placeholder={searchLabel}
        value={search}
        className="min-w-0 flex-1 basis-48"
        onChange={(event) => onSearch(event.target.value)}
      />
      {choices.map(({ label, value, onChange, options }) => (
        <Select
          key={label}
          aria-label={label}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          options={options.map(([value, label]) => ({ value, label }))}
        />
      ))}
      <ToggleGroup
        label={strings.view}
        value={view}
        onValueChange={onView}
        options={[
          { value: "cards", label: strings.cards, icon: <LayoutGrid aria-hidden="true" />, iconOnly: true },
          { value: "table", label: strings.table, icon: <TableIcon aria-hidden="true" />, iconOnly: true },
        ]}
      />
    </div>
  );
}
