import type * as z from "zod/mini";
import type { Binding } from "./fields.ts";
import { signature } from "./signature.ts";
import { appWidgets } from "./widgets/apps.ts";
import { figureWidgets } from "./widgets/figures.ts";
import { layoutWidgets } from "./widgets/layout.ts";
import { questionWidgets } from "./widgets/questions.ts";
import { textWidgets } from "./widgets/texts.ts";
import type { WidgetDefinition } from "./widgets/widget.ts";
import { workWidgets } from "./widgets/work.ts";

/**
 * Every widget there is: what a model may write, what is checked on both sides, what is drawn, and what the playground
 * shows. Each is one flat object, which costs a model a quarter of the tokens of a tree of primitives.
 */
export const catalog = {
  ...figureWidgets,
  ...textWidgets,
  ...questionWidgets,
  ...workWidgets,
  ...layoutWidgets,
  ...appWidgets,
};

export type WidgetType = keyof typeof catalog;
export const widgetTypes = Object.keys(catalog) as WidgetType[];
/** Those that a model may write. */
export const toldTypes = widgetTypes.filter(isTold);

export function isTold(type: string): boolean {
  return !Object.hasOwn(appWidgets, type);
}

/** As it is written: values may be bindings. */
export type Written<T extends WidgetType = WidgetType> = z.output<(typeof catalog)[T]["schema"]>;
/** As it is drawn: every binding has become what it names. */
export type Widget<T extends WidgetType = WidgetType> = T extends WidgetType ? Resolved<Written<T>> : never;

type Resolved<T> = T extends Binding
  ? never
  : T extends (infer E)[]
    ? Resolved<E>[]
    : T extends object
      ? { [K in keyof T]: Resolved<T[K]> }
      : T;

export function definitionOf(type: string): WidgetDefinition | null {
  return Object.hasOwn(catalog, type) ? (catalog[type as WidgetType] as unknown as WidgetDefinition) : null;
}

/** What a model is told of a widget: its fields, and what it is for. */
export function promptOf(type: WidgetType): string {
  const { schema, says } = catalog[type] as unknown as WidgetDefinition;
  return `${type} ${signature(schema, ["type", "title", "buttons"])} ${says}`;
}

/** What a model is told of all of them. */
export function catalogPrompt(): string {
  return [
    "Each widget is one flat object with its `type`, an `id` where another one or a later change names it, and optionally `title` and `buttons` [{name, label, says?}].",
    'A value marked ~ may be live: {"$bind": "/todo"}; also /run/cost, /run/tokens, /run/status, /session/title, /plan/percent, /agents, /data/… and /local/<form id>/<field>.',
    ...toldTypes.map(promptOf),
  ].join("\n");
}
