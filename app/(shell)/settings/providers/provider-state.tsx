import Ban from "lucide-react/icons/ban";
import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import CircleDashed from "lucide-react/icons/circle-dashed";
import { Badge } from "../../../../components/ui/badge.tsx";
import type { Provider } from "./providers-of.ts";
import { strings } from "./strings.ts";

export function ProviderState({ models, health }: Provider) {
  if (models.every(({ unavailable }) => unavailable !== null)) {
    return (
      <Badge tone="outline">
        <Ban aria-hidden="true" />
        {strings.notSet}
      </Badge>
    );
  }
  switch (health?.circuit) {
    case undefined:
      return (
        <Badge tone="neutral">
          <CircleDashed aria-hidden="true" />
          {strings.notAsked}
        </Badge>
      );
    case "closed":
      return (
        <Badge tone="success">
          <CircleCheck aria-hidden="true" />
          {strings.circuits.closed}
        </Badge>
      );
    case "open":
      return (
        <Badge tone="destructive">
          <CircleAlert aria-hidden="true" />
          {strings.circuits.open}
        </Badge>
      );
    case "half-open":
      return (
        <Badge tone="warning">
          <CircleDashed aria-hidden="true" />
          {strings.circuits["half-open"]}
        </Badge>
      );
  }
}
