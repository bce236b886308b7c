import CircleAlert from "lucide-react/icons/circle-alert";
import TriangleAlert from "lucide-react/icons/triangle-alert";
import type { FieldProblem } from "../../../lib/definitions/kind.ts";
import { strings as shared } from "../../definitions/strings.ts";
import { editStrings as words } from "./strings.ts";

/** What is in the way, a sentence each, and after it what is only to be known. */
export function FindingList({ findings }: { findings: readonly FieldProblem[] }) {
  if (findings.length === 0) return null;
  const [warnings, blocking] = [findings.filter(({ warns }) => warns), findings.filter(({ warns }) => !warns)];
  return (
    <ul className="grid gap-1 text-sm">
      {[...blocking, ...warnings].map(({ path, message, warns }) => (
        <li
          key={`${path} ${message}`}
          className={`flex items-start gap-1.5 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0 ${warns ? "" : "text-destructive"}`}
        >
          {warns ? <TriangleAlert aria-hidden="true" className="text-warning" /> : <CircleAlert aria-hidden="true" />}
          {warns ? <span className="sr-only">{shared.levels.warning}: </span> : null}
          <span className="min-w-0 break-words">{sentenceOf(path, message)}</span>
        </li>
      ))}
    </ul>
  );
}

/** What the form says of a field begins with the field; what stands in a list, with its number. */
export function sentenceOf(path: string, message: string): string {
  if (!/^[a-z]/.test(message) || path === "") return message;
  const field = path.split(".").at(-1) as string;
  return `${/^\d+$/.test(field) ? words.numbered(Number(field) + 1) : field} ${message}`;
}

/** In short, how much there is. */
export function countOf(findings: readonly FieldProblem[]): string {
  const warnings = findings.filter(({ warns }) => warns).length;
  const blocking = findings.length - warnings;
  if (blocking > 0) return words.withFindings(blocking);
  return warnings > 0 ? words.withWarnings(warnings) : words.noFindings;
}
