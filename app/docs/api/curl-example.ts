import type { DescribedOperation } from "./operations-by-tag.ts";

/** What to paste into a terminal. Path parameters are variables of the shell, for the reader to set. */
export function curlExample({ method, path, operation }: DescribedOperation, base: string): string {
  const content = operation.requestBody?.content["application/json"];
  const isStream = Object.values(operation.responses).some(({ content: told }) => told && "text/event-stream" in told);
  const isStreamOnly =
    isStream && !Object.values(operation.responses).some((each) => each.content?.["application/json"]);
  const url = `"${base}${path.replace(/\{(\w+)\}/g, (_, name: string) => `$${name.replace(/(?=[A-Z])/g, "_").toUpperCase()}`)}"`;
  const parts = [
    `curl ${isStreamOnly ? "-N " : ""}${method === "GET" ? "" : `-X ${method} `}${url}`,
    ...(content ? ["-H 'content-type: application/json'"] : []),
    ...(content?.example === undefined ? [] : [`-d '${JSON.stringify(content.example).replaceAll("'", "'\\''")}'`]),
  ];
  const command = parts.join(" \\\n  ");
  if (!isStream || isStreamOnly) return command;
  return `${command}\n\n# live:\ncurl -N ${url} -H 'accept: text/event-stream'`;
}
