/** What `host` offers to a stored function: for completion while it is written, and for people to read. */
export const hostApi: readonly { label: string; detail: string; info: string }[] = [
  {
    label: "host.fetch",
    detail: "(url, { method, headers, body, json })",
    info: "Fetches from a granted host. Gives { status, ok, url, headers, body, text(), json() }.",
  },
  {
    label: "host.secret",
    detail: "(name, prefix?)",
    info: "Stands for a granted secret in a header. The function never sees its value.",
  },
  {
    label: "host.data.get",
    detail: "(name)",
    info: "Reads a saved value of the person for whom it runs; null where there is none.",
  },
  {
    label: "host.data.set",
    detail: "(name, value)",
    info: "Keeps JSON under a granted name for the person for whom it runs.",
  },
  {
    label: "host.call",
    detail: "(name, input)",
    info: "Runs another published function that is granted, and gives its result.",
  },
  { label: "host.log", detail: "(...values)", info: "Writes a line to the console of this run." },
  {
    label: "host.console",
    detail: "{ log, info, warn, error, debug }",
    info: "The same with levels. console is the same.",
  },
  { label: "host.now", detail: "()", info: "Milliseconds since 1970." },
  { label: "host.random", detail: "()", info: "A number from 0 to 1." },
];
