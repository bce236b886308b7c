"use client";

import { useState } from "react";
import { CaseDialog, type EditedCase } from "../../../../components/agents/case-dialog.tsx";
import { useFolded } from "../../../../components/live/use-session.ts";
import { Button } from "../../../../components/ui/button.tsx";
import type { SessionState } from "../../../../lib/core/state.ts";
import { strings } from "./strings.ts";

interface Exchange {
  asked: string | null;
  answered: string | null;
}

/** Keeps the last exchange of a trial as a test of the agent. */
export function SaveCase({ path, onCase }: { path: `/${string}`; onCase: () => void }) {
  const { asked, answered } = useFolded(lastExchange, (a, b) => a.asked === b.asked && a.answered === b.answered);
  const [editing, setEditing] = useState<EditedCase | null>(null);
  return (
    <>
      <Button
        className="ml-auto"
        size="small"
        variant="outline"
        disabled={asked === null || answered === null}
        onClick={() => setEditing(caseFrom(asked ?? "", answered ?? ""))}
      >
        {strings.saveCase}
      </Button>
      {editing ? <CaseDialog path={path} initial={editing} onClose={() => setEditing(null)} onSaved={onCase} /> : null}
    </>
  );
}

function lastExchange(state: SessionState): Exchange {
  const asked = state.messages.findLast((message) => message.author.kind === "user");
  const answered = state.messages.findLast((message) => message.author.kind === "agent" && message.content !== "");
  return { asked: asked?.content ?? null, answered: answered?.content ?? null };
}

/** What was said becomes what is expected; a person makes it as strict as it should be. */
function caseFrom(message: string, answer: string): EditedCase {
  const words = answer.replaceAll(/\s+/g, " ").trim().slice(0, 60);
  return { title: message.slice(0, 60), message, expect: [{ is: "contains", text: words }] };
}
