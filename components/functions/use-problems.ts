import { useEffect, useState } from "react";
import type { CodeError } from "../../lib/functions/code-error.ts";
import { callApi } from "../live/call-api.ts";
import type { FunctionBody } from "./function-types.ts";

const restMs = 400;

/** What is wrong with a source, asked for when nobody has typed for a moment. Nothing of it is run. */
export function useProblems(name: string, { source, language, imports }: FunctionBody): CodeError[] {
  const [problems, setProblems] = useState<CodeError[]>([]);
  useEffect(() => {
    let isOld = false;
    const timer = setTimeout(async () => {
      const body = { name, language: language ?? "javascript", source: source ?? "", ...(imports && { imports }) };
      const found = await callApi<{ errors: CodeError[] }>("POST", "/functions/check", body).catch(() => null);
      if (!isOld && found) setProblems(found.errors);
    }, restMs);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [name, source, language, imports]);
  return problems;
}
