import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import LoaderCircle from "lucide-react/icons/loader-circle";
import type { ReactNode } from "react";
import { Badge, type Tone } from "../../../components/ui/badge.tsx";
import { Card } from "../../../components/ui/card.tsx";
import { strings } from "./strings.ts";

type State = keyof typeof strings.state;
type Part = keyof typeof strings.part;

const looks: Record<State, { tone: Tone; icon: ReactNode }> = {
  ok: { tone: "success", icon: <CircleCheck aria-hidden="true" /> },
  degraded: { tone: "warning", icon: <CircleAlert aria-hidden="true" /> },
  starting: { tone: "info", icon: <LoaderCircle aria-hidden="true" /> },
  stopping: { tone: "neutral", icon: <LoaderCircle aria-hidden="true" /> },
};

export function ComponentList({ components }: { components: Record<Part, { status: State; detail?: string }> }) {
  return (
    <section aria-label={strings.parts}>
      <ul className="grid grid-cols-[repeat(auto-fit,minmax(11rem,1fr))] gap-3">
        {Object.entries(components).map(([part, { status, detail }]) => (
          <li key={part}>
            <Card className="h-full p-3.5">
              <div className="flex items-center justify-between gap-2">
                <h3 className="font-medium text-sm">{strings.part[part as Part]}</h3>
                <Badge tone={looks[status].tone}>
                  {looks[status].icon}
                  {strings.state[status]}
                </Badge>
              </div>
              {detail ? <p className="mt-1.5 text-muted-foreground text-xs leading-relaxed">{detail}</p> : null}
            </Card>
          </li>
        ))}
      </ul>
    </section>
  );
}
