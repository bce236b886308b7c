"use client";

import ArrowRight from "lucide-react/icons/arrow-right";
import CornerDownRight from "lucide-react/icons/corner-down-right";
import { memo } from "react";
import { person } from "../../../lib/workflows/group-chat/person.ts";
import { Spinner } from "../../ui/spinner.tsx";
import { flowStrings as words } from "../strings-flow.ts";
import { useWorkflow } from "../workflows-context.ts";
import { Line, Speaker } from "./line.tsx";
import { RoutedLine } from "./routed-line.tsx";
import { type Seam, sameSeam } from "./seams.ts";
import { nodeTitle } from "./steps.ts";

export const SeamLine = memo(
  function SeamLine({ seam }: { seam: Seam }) {
    switch (seam.kind) {
      case "routing":
        return <Line icon={<Spinner />}>{words.findsOut(seam.agent)}</Line>;
      case "routed":
        return <RoutedLine message={seam.message} />;
      case "turn":
        return <TurnLine seam={seam} />;
      case "handed":
        return (
          <Line icon={<ArrowRight aria-hidden="true" />}>
            <span className="sr-only">{words.handedOn} </span>
            <Speaker name={seam.from} /> <span aria-hidden="true">→</span>
            <span className="sr-only">{words.to}</span> <Speaker name={seam.to} />: {seam.reason}
          </Line>
        );
    }
  },
  (a, b) => sameSeam(a.seam, b.seam),
);

function TurnLine({ seam: { workflow, visit, to } }: { seam: Extract<Seam, { kind: "turn" }> }) {
  const card = useWorkflow(workflow);
  const answers = card?.kind === "group-chat" && to !== null && !visit.node.startsWith("_");
  return (
    <Line icon={<CornerDownRight aria-hidden="true" />}>
      <span className="font-medium text-foreground">{nodeTitle(card, visit.node)}</span>
      {answers ? ` ${words.toWhom(to === person ? words.thePerson : to)}` : null}
      {visit.reason ? `: ${visit.reason}` : null}
    </Line>
  );
}
