import type { ModelError, ModelErrorCode } from "../../lib/core/model.ts";
import { readRetryAfter } from "./retry-after.ts";

export interface ErrorAnswer {
  provider: string;
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  /** What to set where access was refused: "OPENAI_API_KEY". */
  keyVariable: string | null;
  model: string;
}

interface Said {
  code: string;
  text: string;
}

const tooLong =
  /context.{0,20}(length|window|size)|maximum context|prompt is too long|too many (input )?tokens|exceeds? the (available )?context|input is too long/i;
const outOfCredit = /insufficient_quota|insufficient.balance|credit balance|exceeded your current quota|billing/i;
const refusedContent = /content_policy|content_filter|content management policy|data_inspection_failed|safety/i;

/** What an HTTP answer that is no stream means, in a sentence that says what to do. */
export function modelErrorOfAnswer(answer: ErrorAnswer): ModelError {
  const { status, provider, keyVariable, model } = answer;
  const said = saidIn(answer.body);
  const code = codeOf(status, said);
  const retryAfterMs = readRetryAfter(answer.headers);
  const quote = said.text ? ` It said: ${said.text}` : "";
  return {
    code,
    status,
    message: `${sentenceFor(code, provider, status, keyVariable, model, said)}${code === "unauthorized" && status !== 402 && status !== 429 ? "" : quote}`,
    ...(retryAfterMs !== null && { retryAfterMs }),
  };
}

/** What an error inside a stream means: `{ message, type, code }`, in any of the usual shapes. */
export function modelErrorOfFrame(provider: string, error: unknown): ModelError {
  const said = saidIn(JSON.stringify({ error }));
  const code = codeOf(Number(said.code) || 0, said);
  const quote = said.text ? ` It said: ${said.text}` : "";
  return { code, message: `${provider} stopped in the middle of its answer (${code.replaceAll("_", " ")}).${quote}` };
}

function codeOf(status: number, said: Said): ModelErrorCode {
  const all = `${said.code} ${said.text}`;
  if (status === 402 || ((status === 429 || status === 400 || status === 403) && outOfCredit.test(all)))
    return "unauthorized";
  if (status === 401 || status === 403) return "unauthorized";
  if (status === 429) return "rate_limited";
  if (status === 408) return "timeout";
  if (status === 413) return "context_too_long";
  if (status === 503 || status === 529) return "overloaded";
  if (status >= 500) return "server_error";
  if (tooLong.test(all)) return "context_too_long";
  if (refusedContent.test(said.code) || (status === 400 && refusedContent.test(all))) return "refused";
  if (status === 404) return "not_found";
  if (status >= 300) return "bad_request";
  return codeOfWords(said.code);
}

function codeOfWords(code: string): ModelErrorCode {
  if (/overloaded/.test(code)) return "overloaded";
  if (/rate_?limit/.test(code)) return "rate_limited";
  if (/authentication|permission|api_key/.test(code)) return "unauthorized";
  if (/not_found/.test(code)) return "not_found";
  if (/invalid_request/.test(code)) return "bad_request";
  if (/timeout/.test(code)) return "timeout";
  return "server_error";
}

function sentenceFor(
  code: ModelErrorCode,
  provider: string,
  status: number,
  keyVariable: string | null,
  model: string,
  said: Said,
): string {
  switch (code) {
    case "unauthorized":
      if (status === 402 || outOfCredit.test(`${said.code} ${said.text}`)) {
        return `The ${provider} account has no credit left: add some, or use another model.`;
      }
      return keyVariable
        ? `${provider} refused the key (status ${status}): check ${keyVariable} and what it may use.`
        : `${provider} refused access (status ${status}): check whether it asks for a key.`;
    case "rate_limited":
      return `${provider} limits how often it may be asked (status ${status}): wait a moment, or use another model.`;
    case "overloaded":
    case "server_error":
      return `${provider} has trouble of its own (status ${status}): try again in a moment, or use another model.`;
    case "timeout":
      return `${provider} took too long (status ${status}): try again.`;
    case "not_found":
      return `${provider} does not know the model "${model}" or the address is wrong (status ${status}): check the model's name and the base URL.`;
    case "context_too_long":
      return `The conversation is too long for ${provider}/${model}: compress it, or use a model with a larger context.`;
    case "refused":
      return `${provider} refused this content: change the request, or use another model.`;
    default:
      return `${provider} did not accept the request (status ${status}): check the model's settings.`;
  }
}

/** The code and the words in an error body, whatever its shape. */
function saidIn(body: string): Said {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return { code: "", text: /^\s*</.test(body) ? "" : clean(body) };
  }
  if (Array.isArray(parsed)) parsed = parsed[0];
  const outer = (parsed ?? {}) as Record<string, unknown>;
  const inner = outer.error ?? outer;
  if (typeof inner === "string") return { code: "", text: clean(inner) };
  const { code, type, message, detail } = (inner ?? {}) as Record<string, unknown>;
  return {
    code: [code, type].filter((part) => typeof part === "string" || typeof part === "number").join(" "),
    text: clean(typeof message === "string" ? message : typeof detail === "string" ? detail : ""),
  };
}

/** Short, on one line, and without anything that looks like a key. */
function clean(text: string): string {
  return text
    .replace(/\b(sk|pk|key|Bearer)[-_ ][^\s"',]{4,}/gi, "[key]")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 300);
}
