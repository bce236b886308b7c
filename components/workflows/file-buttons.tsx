"use client";

import Download from "lucide-react/icons/download";
import type { Bundle } from "../../lib/definitions/bundle.ts";
import { ImportBundle } from "../definitions/bundle-actions.tsx";
import { useDraft } from "../definitions/use-draft.ts";
import { callApi } from "../live/call-api.ts";
import { download } from "../surfaces/download.ts";
import { Button } from "../ui/button.tsx";
import { Menu } from "../ui/menu.tsx";
import { toast } from "../ui/toast.ts";
import { strings } from "./strings.ts";

/** A workflow as a file: alone, or with the agents, functions and workflows that it needs; and back. */
export function FileButtons() {
  const { name, body, reload } = useDraft();

  async function exportIt(whole: boolean): Promise<void> {
    try {
      const { bundleOfOne, bundleWithNeeds } = await import("./export-workflow.ts");
      const made = whole
        ? bundleWithNeeds(name, body, await callApi<Bundle>("GET", "/bundle"))
        : bundleOfOne(name, body);
      download(`${JSON.stringify(made, null, 2)}\n`, `${name}.json`, "application/json");
    } catch (error) {
      toast({ title: strings.failed, description: (error as Error).message, tone: "destructive" });
    }
  }

  return (
    <div className="flex flex-wrap gap-2">
      <ImportBundle onDone={() => void reload()} />
      <Menu
        label={strings.exportIt}
        align="end"
        items={[
          { label: strings.exportAlone, onSelect: () => void exportIt(false) },
          { label: strings.exportWhole, onSelect: () => void exportIt(true) },
        ]}
        trigger={(props) => (
          <Button {...props} variant="outline" size="small">
            <Download aria-hidden="true" />
            {strings.exportIt}
          </Button>
        )}
      />
    </div>
  );
}
