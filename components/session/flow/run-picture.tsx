import type { Picture } from "../../../lib/workflows/picture.ts";
import { type NodeProgress, progressOf } from "../../../lib/workflows/progress.ts";
import { FlowPicture } from "../../definitions/flow-picture.tsx";
import { compact, dollars, duration } from "../format.ts";
import { flowStrings as words } from "../strings-flow.ts";
import type { FlowStep } from "./steps.ts";

interface Props {
  workflow: string;
  picture: Picture;
  /** `allStepsOf` the run. */
  steps: readonly FlowStep[];
  className?: string;
}

/** A run on the picture of its workflow: who is at work pulses, what was taken is marked. The list of its steps says the same. */
export function RunPicture({ workflow, picture, steps, className }: Props) {
  return (
    <FlowPicture
      label={words.picture(workflow)}
      picture={picture}
      progress={progressOf(picture, steps)}
      figures={figuresOf}
      className={className}
    />
  );
}

function figuresOf({ times, tokens, cost, ms }: NodeProgress): string {
  return [
    times > 1 ? words.times(times) : null,
    tokens > 0 ? `${compact(tokens)} tok` : null,
    cost ? dollars(cost) : null,
    ms ? duration(ms) : null,
  ]
    .filter((each) => each !== null)
    .join(" · ");
}
