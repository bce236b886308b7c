"use client";

import { createContext, useContext } from "react";
import { useAgent } from "./agents-context.ts";

/** What the chat tells of a workflow. */
export interface WorkflowCard {
  name: string;
  kind: string;
  description: string;
  emoji?: string;
  /** What a person may say first. */
  suggestions: readonly string[];
  /** Its steps by name, where it has a graph. */
  nodes: readonly { id: string; kind: string; title?: string }[];
}

export const WorkflowsContext = createContext<readonly WorkflowCard[]>([]);

export function useWorkflows(): readonly WorkflowCard[] {
  return useContext(WorkflowsContext);
}

export function useWorkflow(name: string): WorkflowCard | undefined {
  return useWorkflows().find((workflow) => workflow.name === name);
}

/** The emoji of whoever speaks: an agent, or a workflow that says something itself. */
export function useEmoji(name: string): string | undefined {
  const agent = useAgent(name);
  const workflow = useWorkflow(name);
  return (agent ?? workflow)?.emoji;
}
