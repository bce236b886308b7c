import { BaseEdge, type EdgeProps } from "@xyflow/react";
import { nodeSize } from "./place-nodes.ts";

const bend = 56;

/** A way that leads back to a step above: it goes beside the steps, not through them. */
export function BackWay(props: EdgeProps) {
  const { id, sourceX, sourceY, targetX, targetY, label, markerEnd, interactionWidth } = props;
  const lane = Math.max(sourceX, targetX) + nodeSize.width / 2 + 36;
  const middle = (sourceY + targetY) / 2;
  const path = [
    `M${sourceX},${sourceY}`,
    `C${sourceX},${sourceY + bend} ${lane},${sourceY + bend} ${lane},${middle}`,
    `C${lane},${targetY - bend} ${targetX},${targetY - bend} ${targetX},${targetY}`,
  ].join(" ");
  return (
    <BaseEdge
      id={id}
      path={path}
      label={label}
      labelX={lane}
      labelY={middle}
      {...(markerEnd !== undefined && { markerEnd })}
      {...(interactionWidth !== undefined && { interactionWidth })}
    />
  );
}
