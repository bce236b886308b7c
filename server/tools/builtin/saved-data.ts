import { z } from "zod";

/** What the tools that keep and find a person's data agree on. */
export const dataName = z
  .string()
  .max(100)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9 ._-]*$/,
    "must begin with a letter or digit and hold only letters, digits, spaces, dots, _ and -",
  );

export const mostValueBytes = 256 * 1024;
export const mostNames = 500;
