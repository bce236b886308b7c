/** What can go wrong with a stored function's code. Only `thrown` and `type` are the code's own word; the rest is known from outside it. */
export const codeErrorKinds = [
  "syntax",
  "type",
  "thrown",
  "timeout",
  "memory",
  "output",
  "host",
  "schema",
  "busy",
  "killed",
] as const;

export type CodeErrorKind = (typeof codeErrorKinds)[number];

export interface CodeError {
  kind: CodeErrorKind;
  message: string;
  /** In the source as it was written, both from 1; null where nobody can tell. */
  line: number | null;
  column: number | null;
  stack: string | null;
}

export interface LogLine {
  level: "log" | "info" | "warn" | "error" | "debug";
  text: string;
}
