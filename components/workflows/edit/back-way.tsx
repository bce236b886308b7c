import { BaseEdge, type Edge, type EdgeProps } from "@xyflow/react";

const bend = 56;

/** A way that leads back to a step above: it goes beside the steps, not through them. */
export function BackWay(props: EdgeProps<Edge<{ lane?: number }>>) {
  const { id, sourceX, sourceY, targetX, targetY, label, markerEnd, interactionWidth } = props;
  const lane = props.data?.lane ?? Math.max(sourceX, targetX);
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
      labelX={onCurve(sourceX, sourceX, lane, lane)}
      labelY={onCurve(sourceY, sourceY + bend, sourceY + bend, middle)}
      {...(markerEnd !== undefined && { markerEnd })}
      {...(interactionWidth !== undefined && { interactionWidth })}
    />
  );
}

/** Where the first curve is after two fifths of it: in what is free below the step that it comes from. */
function onCurve(from: number, pulledFrom: number, pulledTo: number, to: number): number {
  return 0.216 * from + 0.432 * pulledFrom + 0.288 * pulledTo + 0.064 * to;
}
