import { z } from "zod";
import { savedName } from "../../../lib/core/saved-data.ts";

/** What the tools that keep and find a person's data agree on. */
export const dataName = z
  .string()
  .max(100)
  .regex(savedName, "must begin with a letter or digit and hold only letters, digits, spaces, dots, _ and -");
