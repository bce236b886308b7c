import { type Picture, pictureOf } from "./picture.ts";
import { toWorkflow, type WorkflowDefinition } from "./workflow.ts";

/** Of a version that was kept: what it says was checked then. */
export function pictureOfBody(name: string, body: Readonly<Record<string, unknown>>): Picture {
  return pictureOf(toWorkflow({ ...body, name } as WorkflowDefinition));
}
