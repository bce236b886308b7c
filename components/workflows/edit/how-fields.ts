import type { Nameable } from "../../../lib/workflows/graph/new-node.ts";
import { person } from "../../../lib/workflows/group-chat/person.ts";
import { usualThreshold } from "../../../lib/workflows/router/router.ts";
import { limitsField, mannerFields, named, retriesField, schemaField, wholeLimitsField } from "./node-fields.ts";
import type { FieldSpec } from "./setting.tsx";
import { editStrings } from "./strings.ts";
import type { How } from "./use-how.ts";

const { fields: words, how } = editStrings;

/** What can be set on a workflow that is no graph; null where it is one, or a chain, whose steps stand within each other. */
export function howFields(how: How, names: Nameable): FieldSpec[] | null {
  switch (how.kind) {
    case "router":
      return routerFields(names);
    case "group-chat":
      return groupChatFields(names, speakersIn(how));
    case "crew":
      return crewFields(names);
    case "chain":
    case "graph":
      return null;
    default:
      return how satisfies never;
  }
}

const agentChoice = (name: string, label: string, names: Nameable, none?: string): FieldSpec => ({
  name,
  label,
  as: "choice",
  options: named(names.agents),
  ...(none !== undefined && { none }),
});

function routerFields(names: Nameable): FieldSpec[] {
  return [
    { name: "agents", label: how.agents, hint: how.agentsHint, as: "words" },
    {
      name: "rules",
      label: how.rules,
      one: how.rule,
      hint: how.rulesHint,
      as: "rows",
      add: how.addRule,
      empty: { agent: names.agents[0] ?? "general", keywords: [how.keyword] },
      of: [agentChoice("agent", words.agent, names), { name: "keywords", label: how.keywords, as: "words" }],
    },
    {
      name: "classifier",
      label: how.classifier,
      as: "group",
      of: [
        agentChoice("agent", how.asked, names, how.nobodyAsked),
        {
          name: "threshold",
          onlyIf: { field: "agent" },
          label: how.threshold,
          hint: how.thresholdHint(usualThreshold),
          as: "number",
          min: 0,
          max: 1,
          step: 0.05,
        },
        { name: "asks", label: how.asks, as: "check", usually: false, onlyIf: { field: "agent" } },
      ],
    },
    agentChoice("fallback", how.fallback, names),
  ];
}

/** Its members, and whoever the table of turns speaks of still. */
function speakersIn({ members, transitions }: Extract<How, { kind: "group-chat" }>): string[] {
  return [...new Set([...(Array.isArray(members) ? members : []), ...Object.keys(transitions ?? {})])];
}

function groupChatFields(names: Nameable, members: readonly string[]): FieldSpec[] {
  return [
    { name: "members", label: how.members, hint: how.membersHint(person), as: "words" },
    { name: "topic", label: how.topic, as: "area" },
    {
      name: "select",
      label: how.select,
      as: "group",
      of: [
        {
          name: "by",
          label: how.by,
          as: "choice",
          none: how.byUsual,
          options: Object.entries(how.selections).map(([value, label]) => ({ value, label })),
        },
        { ...agentChoice("agent", how.chooser, names), onlyIf: { field: "by", is: "model" } },
        {
          name: "rules",
          onlyIf: { field: "by", is: "rules" },
          label: how.rules,
          one: how.rule,
          as: "rows",
          add: how.addRule,
          empty: { when: "true", next: names.agents[0] ?? "general" },
          of: [{ name: "when", label: editStrings.wayWhen, as: "expression" }, agentChoice("next", how.next, names)],
        },
      ],
    },
    {
      name: "transitions",
      label: how.transitions,
      as: "group",
      of: members.map((member) => ({ name: member, label: how.after(member), hint: how.transitionsHint, as: "words" })),
    },
    { name: "maxRounds", label: how.maxRounds, as: "number", min: 1, max: 50 },
    {
      name: "end",
      label: how.end,
      as: "group",
      of: [
        { name: "phrase", label: how.phrase, as: "text" },
        { name: "silence", label: how.silence, as: "number", min: 1, max: 20 },
        {
          name: "judge",
          label: how.judge,
          as: "group",
          of: [
            agentChoice("agent", words.agent, names, words.nobody),
            { name: "every", label: how.every, as: "number", min: 1, max: 50, onlyIf: { field: "agent" } },
          ],
        },
      ],
    },
    agentChoice("closing", how.closing, names, words.nobody),
  ];
}

const managed = { field: "process", is: "hierarchical" };

function crewFields(names: Nameable): FieldSpec[] {
  const agent = names.agents[0] ?? "general";
  return [
    {
      name: "process",
      label: how.process,
      as: "choice",
      options: Object.entries(how.processes).map(([value, label]) => ({ value, label })),
    },
    { ...agentChoice("manager", how.manager, names, words.nobody), onlyIf: managed },
    {
      name: "members",
      label: how.members,
      one: how.member,
      as: "rows",
      add: how.addMember,
      empty: { agent },
      of: [
        agentChoice("agent", words.agent, names),
        { name: "role", label: how.role, as: "text" },
        { name: "goal", label: how.goal, as: "text" },
        { name: "backstory", label: how.backstory, as: "area" },
      ],
    },
    {
      name: "tasks",
      label: how.tasks,
      one: how.task,
      as: "rows",
      add: how.addTask,
      empty: { id: "task", description: how.newTask },
      of: [
        { name: "id", label: editStrings.name, as: "text" },
        { name: "title", label: editStrings.title, as: "text" },
        { name: "description", label: how.description, as: "area" },
        { name: "expected", label: how.expected, as: "area" },
        agentChoice("agent", how.doneBy, names, how.nextMember),
        { name: "context", label: how.context, hint: how.contextHint, as: "words" },
        schemaField(),
        retriesField,
        agentChoice("fallback", words.fallback, names, words.nobody),
        limitsField,
      ],
    },
    { name: "maxReturns", label: how.maxReturns, as: "number", min: 0, max: 5, onlyIf: managed },
  ];
}

/** Of one step of a chain, by what it is. */
export function chainStepFields(kind: "agent" | "function" | "person" | "workflow", names: Nameable): FieldSpec[] {
  const title: FieldSpec = { name: "title", label: editStrings.title, as: "text" };
  const task: FieldSpec = { name: "task", label: words.task, hint: words.taskHint, as: "template" };
  switch (kind) {
    case "agent":
      return [title, agentChoice("agent", words.agent, names), task, ...mannerFields(names)];
    case "function":
      return [
        title,
        { name: "function", label: words.function, as: "choice", options: named(names.functions) },
        { name: "arguments", label: words.arguments, hint: words.argumentsHint, as: "json" },
        retriesField,
      ];
    case "person":
      return [
        title,
        { name: "person", label: words.question, as: "template" },
        { name: "choices", label: words.choices, as: "lines" },
      ];
    case "workflow":
      return [
        title,
        { name: "workflow", label: words.workflow, as: "choice", options: named(names.workflows) },
        task,
        limitsField,
      ];
    default:
      return kind satisfies never;
  }
}

/** What every workflow has, before and after how it goes. */
export const firstFields: readonly FieldSpec[] = [
  { name: "description", label: editStrings.description, hint: editStrings.descriptionHint, as: "area" },
  { name: "emoji", label: editStrings.emoji, as: "text" },
  { name: "suggestions", label: editStrings.suggestions, hint: editStrings.suggestionsHint, as: "lines" },
];
export const lastFields: readonly FieldSpec[] = [wholeLimitsField];
