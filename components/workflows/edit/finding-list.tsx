import CircleAlert from "lucide-react/icons/circle-alert";
import type { FieldProblem } from "../../../lib/definitions/kind.ts";

/** What is in the way, a sentence each. */
export function FindingList({ findings }: { findings: readonly FieldProblem[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className="grid gap-1 text-destructive text-sm">
      {findings.map(({ path, message }) => (
        <li key={`${path} ${message}`} className="flex items-start gap-1.5">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 break-words">{sentenceOf(path, message)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What the form says of a field begins with the field. */
export function sentenceOf(path: string, message: string): string {
  return /^[a-z]/.test(message) ? `${path.split(".").at(-1)} ${message}` : message;
}
