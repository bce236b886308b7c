import type { Widget } from "./catalog.ts";

/** Those that were named, or those that the cards stand in. */
export function columnsOf({
  columns,
  cards,
}: Pick<Widget<"kanban">, "columns" | "cards">): { id: string; title: string }[] {
  return columns ?? [...new Set((cards ?? []).map(({ column }) => column))].map((id) => ({ id, title: id }));
}
