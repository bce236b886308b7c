import type { TodoItem } from "../core/fields.ts";
import type { SurfaceConsequence } from "../core/surface.ts";
import type { World } from "../core/world.ts";
import { type Answers, checkAnswers } from "./answers.ts";
import { lookup, resolveNode } from "./bind.ts";
import type { Widget } from "./catalog.ts";
import { columnsOf } from "./columns-of.ts";
import { planColumns } from "./live.ts";

type Act = Parameters<World["surfaceAction"]>[2];

/** What an action means, or why it may not be: the node must be there, declare the action, and its parameters must fit. */
export const surfaceAction: World["surfaceAction"] = (state, surface, act) => {
  const node = Object.hasOwn(surface.nodes, act.nodeId) ? surface.nodes[act.nodeId] : undefined;
  if (!node) return refuse("not_found", `The surface has no widget "${act.nodeId}".`);
  const drawn = resolveNode(node, lookup(state, surface));
  if (!drawn.ok) return refuse("conflict", `The widget "${act.nodeId}" cannot be acted on as it is now.`);
  const { widget } = drawn;
  const parameters = (act.parameters ?? {}) as Answers;
  switch (widget.type) {
    case "form":
      if (act.action === "submit") return answered(widget.title ?? "Form", checkAnswers(widget.fields, parameters));
      break;
    case "questionnaire":
      if (act.action === "submit")
        return answered(widget.title ?? "Answers", checkAnswers(questionFields(widget), parameters));
      break;
    case "choice":
      if (act.action === "choose") return chosen(widget, parameters);
      break;
    case "kanban":
      if (act.action === "move") return moved(state.todo, widget, act, parameters);
      break;
    case "mcpApp":
      if (act.action === "say") return said(widget, parameters);
      break;
  }
  return pressed(widget, act, parameters);
};

/** The fields that a questionnaire asks for. */
export function questionFields({ questions }: Widget<"questionnaire">): Widget<"form">["fields"] {
  return questions.map(({ name, question, options }) => ({
    name,
    label: question.slice(0, 300),
    required: true,
    ...(options ? { kind: "choice" as const, options } : { kind: "longText" as const }),
  }));
}

export function optionValue(option: Widget<"choice">["options"][number]): string {
  return typeof option === "string" ? option : option.value;
}

function answered(title: string, checked: ReturnType<typeof checkAnswers>): SurfaceConsequence {
  if (!checked.ok)
    return { ...refuse("invalid", "Some answers do not fit."), fields: checked.problems } as SurfaceConsequence;
  const { answers } = checked;
  const lines = Object.entries(answers).map(
    ([name, value]) => `- ${name}: ${Array.isArray(value) ? value.join(", ") : value}`,
  );
  return { do: "tell", answer: answers, words: [`${title}:`, ...lines].join("\n") };
}

function chosen({ question, options, multiple }: Widget<"choice">, parameters: Answers): SurfaceConsequence {
  const known = new Set(options.map(optionValue));
  const { value, ...rest } = parameters;
  const given = multiple ? value : [value];
  const fits =
    Array.isArray(given) && given.length > 0 && given.every((each) => typeof each === "string" && known.has(each));
  if (!fits || Object.keys(rest).length > 0)
    return {
      ...refuse("invalid", `Choose ${multiple ? "some" : "one"} of ${[...known].join(", ")}.`),
      fields: [{ path: "value", message: "is none of the options" }],
    } as SurfaceConsequence;
  return { do: "tell", answer: multiple ? given : value, words: `${question} ${given.join(", ")}` };
}

/** What an app wants to tell the agent; the person has said yes to it. */
function said({ server }: Widget<"mcpApp">, { text, ...rest }: Answers): SurfaceConsequence {
  if (typeof text !== "string" || text.trim() === "" || text.length > 2_000 || Object.keys(rest).length > 0)
    return refuse("invalid", "An app says text of at most 2,000 characters.");
  return { do: "tell", answer: text, words: `The app of ${server} says: ${text}` };
}

function moved(
  todo: readonly TodoItem[],
  widget: Widget<"kanban">,
  { nodeId }: Act,
  parameters: Answers,
): SurfaceConsequence {
  const { card, to } = parameters;
  if (widget.cards === undefined) {
    const isKnown = todo.some((item) => item.id === card) && planColumns.some(({ id }) => id === to);
    if (!isKnown) return refuse("invalid", "Name a card of the plan and one of its columns.");
    return {
      do: "todo",
      items: todo.map((item) => (item.id === card ? { ...item, status: to as TodoItem["status"] } : item)),
    };
  }
  const index = widget.cards.findIndex((each) => each.id === card);
  const columns = columnsOf(widget);
  if (index < 0 || !columns.some(({ id }) => id === to))
    return refuse("invalid", "Name a card of the board and one of its columns.");
  return { do: "change", patch: [{ op: "replace", path: `/nodes/${nodeId}/cards/${index}/column`, value: to }] };
}

function pressed(widget: Widget, { nodeId, action }: Act, parameters: Answers): SurfaceConsequence {
  const button = widget.buttons?.find((each) => each.name === action);
  if (!button) return refuse("not_found", `The widget "${nodeId}" has no action "${action}".`);
  if (Object.keys(parameters).length > 0) return refuse("invalid", `The action "${action}" takes no parameters.`);
  const does = button.does ?? "say";
  if (does !== "say") return { do: "run", command: does };
  const words = button.says ?? button.label;
  return { do: "tell", answer: words, words };
}

function refuse(code: "invalid" | "not_found" | "conflict", reason: string): SurfaceConsequence {
  return { do: "refuse", code, reason };
}
