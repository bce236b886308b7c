import { Button } from "../ui/button.tsx";
import { strings } from "./strings.ts";

interface Props {
  trouble: string | null;
  /** Somebody else has changed the draft: it can be loaded again. */
  onReload: (() => void) | null;
}

/** Why a draft could not be kept, above its editor. */
export function TroubleBar({ trouble, onReload }: Props) {
  return (
    <div role="alert">
      {trouble ? (
        <p className="flex flex-wrap items-center gap-3 break-words border-b bg-destructive-muted px-5 py-2 text-destructive text-sm">
          {trouble}
          {onReload ? (
            <Button size="small" variant="outline" onClick={onReload}>
              {strings.reload}
            </Button>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}
