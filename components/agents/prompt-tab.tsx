"use client";

import { toAgent } from "../../lib/agents/agent.ts";
import { systemPrompt, unknownVariables } from "../../lib/core/system-prompt.ts";
import { guessTokens } from "../../lib/core/tokens.ts";
import { useDraft } from "../definitions/use-draft.ts";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { Textarea } from "../ui/textarea.tsx";
import { strings } from "./strings.ts";

const personaFields = ["role", "goal", "backstory"] as const;

/** Who the agent is and how it works, in words. */
export function PromptTab() {
  const { name, body, change } = useDraft();
  const persona = (body.persona ?? {}) as Record<string, string>;
  const variables = (body.variables ?? {}) as Record<string, string>;
  const agent = toAgent({ ...body, name });
  const names = [...new Set([...Object.keys(variables), ...unknownVariables(agent)])].sort();
  return (
    <div className="grid gap-5">
      {personaFields.map((each) => (
        <Field key={each} label={strings[each]}>
          {(control) => (
            <Textarea
              {...control}
              rows={each === "backstory" ? 2 : 1}
              value={persona[each] ?? ""}
              onChange={({ target }) => change({ persona: withField(persona, each, target.value) })}
            />
          )}
        </Field>
      ))}
      <Field label={strings.instructions} hint={strings.instructionsHint}>
        {(control) => (
          <Textarea
            {...control}
            rows={10}
            className="max-h-[60dvh]"
            value={agent.instructions}
            onChange={({ target }) => change({ instructions: target.value })}
          />
        )}
      </Field>
      <p className="text-muted-foreground text-xs">{strings.tokens(guessTokens(systemPrompt(agent)))}</p>
      {names.length > 0 ? (
        <fieldset className="grid gap-3">
          <legend className="font-medium text-sm">{strings.variables}</legend>
          <p className="text-muted-foreground text-xs">{strings.variablesHint}</p>
          {names.map((each) => (
            <Field key={each} label={<span className="font-mono">{each}</span>}>
              {(control) => (
                <Input
                  {...control}
                  aria-label={strings.variable(each)}
                  value={variables[each] ?? ""}
                  onChange={({ target }) => change({ variables: withField(variables, each, target.value) })}
                />
              )}
            </Field>
          ))}
        </fieldset>
      ) : null}
    </div>
  );
}

function withField(fields: Record<string, string>, name: string, text: string): Record<string, string> | undefined {
  const { [name]: _old, ...others } = fields;
  const next = text === "" ? others : { ...others, [name]: text };
  return Object.keys(next).length > 0 ? next : undefined;
}
