import { z } from "zod";
import { id } from "../../../lib/core/fields.ts";

export const sessionParams = z.strictObject({ sessionId: id });
export const taskParams = z.strictObject({ taskId: id });
export const runParams = z.strictObject({ runId: id });
