"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { FunctionDefinition } from "../../lib/functions/function.ts";
import { callApi } from "../live/call-api.ts";
import { Button } from "../ui/button.tsx";
import { Card, CardBody, CardHeader } from "../ui/card.tsx";
import { toast } from "../ui/toast.ts";
import { strings } from "./strings.ts";

export interface Template {
  definition: FunctionDefinition;
  cases: object[];
}

const empty: Template = {
  definition: {
    name: "new-function",
    description: strings.emptyHint,
    language: "typescript",
    source: "export default async (input, host) => {\n  return { echo: input };\n};\n",
    inputSchema: { type: "object", properties: {} },
  },
  cases: [],
};

/** Makes a function from a template, under a name that is free, and goes to it. */
export function NewFunction({ templates, taken }: { templates: readonly Template[]; taken: readonly string[] }) {
  const router = useRouter();
  const [busy, setBusy] = useState<string | null>(null);

  async function make({ definition, cases }: Template): Promise<void> {
    setBusy(definition.name);
    const name = freeName(definition.name, taken);
    const description = definition === empty.definition ? "" : (definition.description ?? "");
    try {
      await callApi("POST", "/functions", { ...definition, name, description });
      for (const each of cases) await callApi("POST", `/functions/${name}/cases`, each);
      router.push(`/functions/${name}`);
    } catch (error) {
      toast({ title: error instanceof Error ? error.message : String(error), tone: "destructive" });
      setBusy(null);
    }
  }

  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,17rem),1fr))] gap-4">
      {[empty, ...templates].map((each) => {
        const title = each === empty ? strings.empty : each.definition.name;
        return (
          <li key={each.definition.name}>
            <Card className="flex h-full flex-col">
              <CardHeader level={3} title={title} hint={each.definition.description} />
              <CardBody className="mt-auto">
                <Button
                  variant="outline"
                  busy={busy === each.definition.name}
                  aria-label={strings.startFrom(title)}
                  onClick={() => void make(each)}
                >
                  {busy === each.definition.name ? strings.creating : strings.use}
                </Button>
              </CardBody>
            </Card>
          </li>
        );
      })}
    </ul>
  );
}

function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  for (let number = 2; ; number++) if (!taken.includes(`${wanted}-${number}`)) return `${wanted}-${number}`;
}
