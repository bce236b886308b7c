"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import type { Form, Forms } from "../../../lib/workflows/chain/check-fit.ts";
import { formsNamed, type NamedForm } from "../../../lib/workflows/findings.ts";
import type { Workflow } from "../../../lib/workflows/workflow.ts";
import { callApi } from "../../live/call-api.ts";

/** More are not asked for: what they take and give is checked when it is published. */
const most = 100;

type Known = ReadonlyMap<string, Form>;

/**
 * What those who are named take and give, as it is published: asked for when they are first named, and again when the
 * person comes back to the page, who may have changed them elsewhere.
 */
export function useForms(workflow: Workflow | null): Forms {
  const [known, setKnown] = useState<Known>(new Map());
  const asked = useRef(new Set<string>());

  useEffect(() => {
    if (!workflow) return;
    const ask = () => {
      for (const named of formsNamed(workflow).slice(0, most)) {
        const key = keyOf(named);
        if (asked.current.has(key)) continue;
        asked.current.add(key);
        formOf(named).then(
          (form) => setKnown((before) => new Map(before).set(key, form)),
          // Whoever is not there is named by the check; without a connection nothing is said until the next change.
          () => asked.current.delete(key),
        );
      }
    };
    const again = () => {
      asked.current.clear();
      ask();
    };
    ask();
    window.addEventListener("focus", again);
    return () => window.removeEventListener("focus", again);
  }, [workflow]);

  return useMemo(
    () => ({
      agentForms: (name) => known.get(keyOf({ kind: "agent", name })) ?? null,
      functionForms: (name) => known.get(keyOf({ kind: "function", name })) ?? null,
    }),
    [known],
  );
}

const keyOf = ({ kind, name }: NamedForm) => `${kind} ${name}`;

async function formOf({ kind, name }: NamedForm): Promise<Form> {
  const at = encodeURIComponent(name);
  if (kind === "agent") {
    const agent = await callApi<{ inputSchema?: unknown; outputSchema?: unknown }>("GET", `/agents/${at}`);
    return { takes: agent.inputSchema, gives: agent.outputSchema };
  }
  const tool = await callApi<{ parameters: unknown; output?: unknown }>("GET", `/tools/${at}`);
  return { takes: tool.parameters, gives: tool.output };
}
