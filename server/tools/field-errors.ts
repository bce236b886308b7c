import type { z } from "zod";

const namedAtMost = 8;

/** "Missing" is said as such, not as a wrong type. */
function message(issue: z.core.$ZodRawIssue): string | undefined {
  return issue.input === undefined && (issue.code === "invalid_type" || issue.code === "invalid_value")
    ? "is required"
    : undefined;
}

/** Names each wrong field and says what is wrong with it. */
function sentence(error: z.ZodError): string {
  const named = error.issues.slice(0, namedAtMost).map((issue) => {
    const path = issue.path.map(String).join(".");
    return path === "" ? issue.message : `${path}: ${issue.message}`;
  });
  const more = error.issues.length - named.length;
  return `${named.join("; ").slice(0, 1500)}${more > 0 ? `; and ${more} more` : ""}.`;
}

export const fieldErrors = { message, sentence };
