import type { GraphNode } from "../../../lib/workflows/graph/graph.ts";
import type { Nameable } from "../../../lib/workflows/graph/new-node.ts";
import type { FieldSpec } from "./setting.tsx";
import { editStrings } from "./strings.ts";

const { fields: words } = editStrings;

export const named = (names: readonly string[]) => names.map((value) => ({ value, label: value }));

const limits: FieldSpec[] = [
  { name: "turns", label: words.turns, as: "number", min: 1 },
  { name: "tokens", label: words.tokens, as: "number", min: 1 },
  { name: "seconds", label: words.seconds, as: "number", min: 1 },
  { name: "cost", label: words.cost, as: "number", min: 0, step: 0.01 },
];

/** Of one step. */
export const limitsField: FieldSpec = { name: "limits", label: words.limits, as: "group", of: limits };

/** Of everything that a message sets going. */
export const wholeLimitsField: FieldSpec = {
  ...limitsField,
  of: [
    ...limits,
    { name: "depth", label: words.depth, as: "number", min: 1, max: 20 },
    { name: "children", label: words.children, as: "number", min: 1, max: 100 },
  ],
};

export const retriesField: FieldSpec = { name: "retries", label: words.retries, as: "number", min: 0, max: 5 };
const task: FieldSpec = { name: "task", label: words.task, hint: words.taskHint, as: "template" };

export function agentField(names: Nameable): FieldSpec {
  return { name: "agent", label: words.agent, as: "choice", options: named(names.agents) };
}

/** How an agent works on a step, beside who it is and what it is told. */
export function schemaField(label: string = words.schema): FieldSpec {
  return { name: "schema", label, hint: words.schemaHint, as: "schema" };
}

export function mannerFields(names: Nameable): FieldSpec[] {
  return [
    { name: "speaks", label: words.speaks, hint: words.speaksHint, as: "check", usually: true },
    {
      name: "sees",
      label: words.sees,
      as: "choice",
      none: words.seesTask,
      options: [{ value: "conversation", label: words.seesConversation }],
    },
    retriesField,
    { name: "fallback", label: words.fallback, as: "choice", none: words.nobody, options: named(names.agents) },
    { name: "tools", label: words.tools, hint: words.toolsHint, as: "words" },
    schemaField(),
    limitsField,
  ];
}

/** What can be set on a step of this kind, beside its name and its title. What is seldom wanted stands in `more`. */
export function fieldsOf(kind: GraphNode["kind"], names: Nameable): { first: FieldSpec[]; more: FieldSpec[] } {
  const agent = agentField(names);
  const join: FieldSpec = {
    name: "join",
    label: words.join,
    as: "choice",
    none: words.joinUsual,
    options: [
      { value: "all", label: words.joinAll },
      { value: "any", label: words.joinAny },
    ],
  };
  switch (kind) {
    case "agent":
      return { first: [agent, task], more: [...mannerFields(names), join] };
    case "function":
      return {
        first: [
          { name: "function", label: words.function, as: "choice", options: named(names.functions) },
          { name: "arguments", label: words.arguments, hint: words.argumentsHint, as: "json" },
        ],
        more: [retriesField, join],
      };
    case "router":
      return {
        first: [
          agent,
          { name: "question", label: words.about, hint: words.aboutHint, as: "template" },
          {
            name: "options",
            label: words.options,
            one: words.option,
            hint: words.optionsHint,
            as: "rows",
            add: words.addOption,
            empty: { label: "another", description: "" },
            of: [
              { name: "label", label: words.label, as: "text" },
              { name: "description", label: words.when, as: "text" },
            ],
          },
        ],
        more: [join],
      };
    case "loop":
      return {
        first: [
          { name: "max", label: words.max, as: "number", min: 1, max: 100 },
          { name: "while", label: words.while, hint: words.expressionHint, as: "expression" },
        ],
        more: [join],
      };
    case "map":
      return {
        first: [
          { name: "over", label: words.over, hint: words.overHint, as: "expression" },
          agent,
          { name: "task", label: words.task, hint: words.mapTaskHint, as: "template" },
        ],
        more: [
          { name: "parallel", label: words.parallel, as: "number", min: 1, max: 50 },
          {
            name: "onError",
            label: words.onError,
            as: "choice",
            none: words.onErrorFail,
            options: [{ value: "skip", label: words.onErrorSkip }],
          },
          ...mannerFields(names),
          join,
        ],
      };
    case "person":
      return {
        first: [
          { name: "question", label: words.question, as: "template" },
          { name: "choices", label: words.choices, as: "lines" },
        ],
        more: [schemaField(), join],
      };
    case "workflow":
      return {
        first: [{ name: "workflow", label: words.workflow, as: "choice", options: named(names.workflows) }, task],
        more: [limitsField, join],
      };
    case "merge":
      return {
        first: [
          {
            name: "rule",
            label: words.rule,
            as: "choice",
            options: Object.entries(words.rules).map(([value, label]) => ({ value, label })),
          },
        ],
        more: [join],
      };
    case "end":
      return {
        first: [
          { name: "output", label: words.output, hint: words.outputHint, as: "template" },
          { name: "says", label: words.says, as: "check", usually: false },
        ],
        more: [join],
      };
    default:
      return { first: [], more: [join] };
  }
}
