import { globSync } from "node:fs";
import { type APIRequestContext, expect } from "@playwright/test";

/** The web app's pages as the folder `app` has them, so that none is forgotten: `/chat/[sessionId]`. */
export function pagePatterns(): string[] {
  return globSync("app/**/page.tsx")
    .map(
      (file) =>
        file
          .replace(/^app/, "")
          .replace(/\/\([^)]*\)/g, "")
          .replace(/\/page\.tsx$/, "") || "/",
    )
    .sort();
}

/** These only lead elsewhere. */
export const leadElsewhere = ["/", "/settings"];

/** What stands for the parts in brackets: made once, by the API, and full rather than empty. */
const examples: Record<string, (request: APIRequestContext) => Promise<string>> = {
  "/agents/[name]": async () => "/agents/general",
  "/chat/[sessionId]": async (request) => `/chat/${(await talk(request)).sessionId}`,
  "/dashboard/[boardId]": async (request) => {
    const bind = (pointer: string) => ({ $bind: `/data/${pointer}` });
    const { sessionId } = await talk(request);
    const { items } = await (await request.get(`/api/v1/sessions/${sessionId}/events`)).json();
    const { surfaceId } = items.find(({ type }: { type: string }) => type === "surface.shown");
    const chart = {
      type: "chart",
      kind: "bar",
      x: bind("days/days"),
      series: [{ name: "Runs", values: bind("days/runs") }],
    };
    const tiles = [
      { kind: "widget", title: "Runs by day", widgets: [chart] },
      { kind: "widget", title: "Tools", widgets: [{ type: "table", rows: bind("tools/rows") }] },
      { kind: "pin", sessionId, surfaceId },
    ];
    return `/dashboard/${(await posted(request, "/api/v1/dashboards", { name: "Looked at", tiles })).id}`;
  },
  "/docs/[guide]": async () => "/docs/configuration",
  "/docs/decisions/[decision]": async () => "/docs/decisions/0001-the-log-is-the-fence",
  "/functions/[name]": async (request) => {
    const source = "export default (input) => input;";
    await posted(request, "/api/v1/functions", { name: "looked-at", source, publish: true }).catch(() => null);
    return "/functions/looked-at";
  },
  "/runs/[runId]": async (request) => `/runs/${(await talk(request)).runId}`,
  "/runs/compare": async (request) => {
    const sums = ["Calculate 6*7", "Calculate 6*8"];
    const [a, b] = await Promise.all(
      sums.map((content) => posted(request, "/api/v1/messages", { content, wait: true })),
    );
    return `/runs/compare?a=${a.runId}&b=${b.runId}`;
  },
  "/share/[token]": async (request) => {
    const { sessionId } = await talk(request);
    return (await posted(request, `/api/v1/sessions/${sessionId}/shares`, { withTools: true })).path;
  },
  "/share/[token]/replay": async (request) => {
    const { sessionId } = await talk(request);
    return `${(await posted(request, `/api/v1/sessions/${sessionId}/shares`, { withTools: true })).path}/replay`;
  },
  "/share/[token]/steps": async (request) => {
    const { sessionId } = await talk(request);
    return `${(await posted(request, `/api/v1/sessions/${sessionId}/shares`, { withTools: true })).path}/steps`;
  },
  "/tools/[name]": async () => "/tools/calculate",
  "/workflows/[name]": async () => "/workflows/review-loop",
};

/** An address of the page, with something to see. */
export async function exampleOf(pattern: string, request: APIRequestContext): Promise<string> {
  const example = examples[pattern];
  if (!example && !pattern.includes("[")) return pattern;
  if (!example)
    throw new Error(`${pattern} is a new page with a part in brackets: give it an example in all-pages.ts.`);
  return example(request);
}

async function talk(request: APIRequestContext): Promise<{ sessionId: string; runId: string }> {
  const first = await posted(request, "/api/v1/messages", { content: "Show me a table", wait: true });
  for (const content of ["Show me code", "Calculate 6*7, then plan a party: invite friends, bake a cake"]) {
    await posted(request, "/api/v1/messages", { sessionId: first.sessionId, content, wait: true });
  }
  const last = await posted(request, "/api/v1/messages", {
    sessionId: first.sessionId,
    content: "Remember 4711 as door-password",
  });
  await expect
    .poll(async () => (await (await request.get(`/api/v1/sessions/${first.sessionId}`)).json()).waitingForPerson)
    .not.toBe(0);
  return { sessionId: first.sessionId as string, runId: last.runId as string };
}

async function posted(request: APIRequestContext, path: string, data: object) {
  const answer = await request.post(path, { data });
  expect([path, answer.status() < 300]).toEqual([path, true]);
  return answer.json();
}
