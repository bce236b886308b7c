import History from "lucide-react/icons/history";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { runWords as strings } from "../strings.ts";

/** At the moment that is looked at, the run had not begun. */
export function Nothing() {
  return (
    <EmptyState icon={<History aria-hidden="true" />} title={strings.notBegun} className="rounded-lg border bg-card">
      {strings.notBegunHint}
    </EmptyState>
  );
}
