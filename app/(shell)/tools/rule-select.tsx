"use client";

import { useRouter } from "next/navigation";
import { callApi } from "../../../components/live/call-api.ts";
import { useWork } from "../../../components/live/use-work.ts";
import { announce } from "../../../components/ui/announce.ts";
import { Field } from "../../../components/ui/field.tsx";
import { Select } from "../../../components/ui/select.tsx";
import { strings } from "./strings.ts";

/** What the person says about a tool for all their agents: saved at once. */
export function RuleSelect({ tool, rule }: { tool: string; rule: "deny" | "ask" | "none" }) {
  const router = useRouter();
  const { busy, error, work } = useWork();

  async function save(chosen: string): Promise<void> {
    const saved = await work(() =>
      chosen === "none"
        ? callApi("DELETE", `/tool-rules?tool=${encodeURIComponent(tool)}`)
        : callApi("PUT", "/tool-rules", { tool, rule: chosen }),
    );
    if (saved) announce(strings.ruleSaved);
    router.refresh();
  }

  return (
    <Field label={strings.rule} hint={strings.ruleHint} error={error} className="max-w-sm">
      {(control) => (
        <Select
          {...control}
          key={rule}
          defaultValue={rule}
          disabled={busy}
          onChange={(event) => void save(event.target.value)}
          options={(["none", "ask", "deny"] as const).map((value) => ({ value, label: strings.rules[value] }))}
        />
      )}
    </Field>
  );
}
