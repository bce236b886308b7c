"use client";

import { useActions } from "../../../components/ui/use-actions.ts";
import { strings } from "./strings.ts";

const links = "[data-run-link]";

/** `j` and `k` go from run to run, `x` selects the one that has the focus, `/` leads to the search. Enter opens it, as any link. */
export function useRunKeys(toggle: (runId: string) => void): void {
  const group = strings.title;
  useActions([
    { id: "runs-next", label: strings.nextRun, group, shortcut: "j", notInPalette: true, run: () => move(1) },
    { id: "runs-previous", label: strings.previousRun, group, shortcut: "k", notInPalette: true, run: () => move(-1) },
    {
      id: "runs-select",
      label: strings.selectRun,
      group,
      shortcut: "x",
      notInPalette: true,
      run: () => {
        const row = document.activeElement?.closest<HTMLElement>("[data-run]");
        if (row?.dataset.run) toggle(row.dataset.run);
      },
    },
    {
      id: "runs-search",
      label: strings.search,
      group,
      shortcut: "/",
      run: () => document.querySelector<HTMLElement>("[data-runs-search]")?.focus(),
    },
  ]);
}

function move(by: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>(links)];
  const row = document.activeElement?.closest("[data-run]");
  const at = all.findIndex((link) => row?.contains(link));
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by));
  all[next]?.focus();
}
