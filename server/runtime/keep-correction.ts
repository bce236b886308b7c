import { isAppError } from "../../lib/core/errors.ts";
import type { EventOf } from "../../lib/core/events.ts";
import { findMessage, type Message, type SessionState } from "../../lib/core/state.ts";
import { editedBody } from "../../lib/definitions/definition.ts";
import { rulesAfter } from "../../lib/workflows/router/learn.ts";
import { toWorkflow, type WorkflowDefinition } from "../../lib/workflows/workflow.ts";
import type { DefinitionCases, Definitions } from "../ports/definitions.ts";

interface Dependencies {
  definitions: Definitions;
  definitionCases: DefinitionCases;
}

const mostCases = 500;
const longestTitle = 100;

/**
 * What a person said about who should have answered stays with the router: as a case that tells from then on whether such a
 * message goes where it should, and, where the person wishes so, as a rule in its draft. What is published stays as it is.
 */
export async function keepCorrection(
  ports: Dependencies,
  state: SessionState,
  corrected: EventOf<"message.rerouted">,
): Promise<void> {
  const message = findMessage(state, corrected.messageId);
  const agent = corrected.to[0];
  if (!message || message.content === "" || agent === undefined) return;
  const { workflow } = state;
  const found = await ports.definitions.get("workflow", workflow);
  const kind = (found && (editedBody(found).body.how as { kind?: unknown } | undefined))?.kind;
  if (!found || found.archivedAt !== null || kind !== "router") return;
  await keepCase(ports, workflow, message, agent);
  if (corrected.keepAsRule) await keepRule(ports, workflow, message, agent, corrected.by);
}

async function keepCase({ definitionCases }: Dependencies, workflow: string, message: Message, agent: string) {
  const text = message.content.slice(0, 20_000);
  const cases = await definitionCases.list("workflow", workflow);
  const same = cases.find(({ data }) => data.message === text);
  const data = { message: text, agent };
  if (same) {
    if (same.data.agent !== agent) await definitionCases.replace("workflow", workflow, { ...same, data });
    return;
  }
  if (cases.length >= mostCases) return;
  await definitionCases.add("workflow", workflow, { title: text.slice(0, longestTitle), data });
}

async function keepRule(ports: Dependencies, workflow: string, message: Message, agent: string, by: string) {
  for (let tried = 0; tried < 2; tried++) {
    const found = await ports.definitions.get("workflow", workflow);
    if (!found) return;
    const { body, hash } = editedBody(found);
    const router = toWorkflow({ ...body, name: workflow } as WorkflowDefinition);
    if (router.kind !== "router") return;
    const rules = rulesAfter(router, agent, message.content);
    if (rules === null) return;
    const agents = router.agents.includes(agent) ? router.agents : [...router.agents, agent];
    const how = { ...(body.how as object), agents, rules };
    try {
      await ports.definitions.change(
        "workflow",
        workflow,
        { do: "save-draft", body: { ...body, how }, expectedHash: hash },
        by,
      );
      return;
    } catch (error) {
      // Somebody else is at the draft: once more, with what they made of it.
      if (!isAppError(error) || error.code !== "conflict") throw error;
    }
  }
}
