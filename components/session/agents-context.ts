"use client";

import { createContext, useContext } from "react";

/** What the chat tells of an agent. */
export interface AgentCard {
  name: string;
  description: string;
  emoji?: string;
  /** What a person may say first. */
  suggestions?: readonly string[];
  /** What a run of it may use. */
  limits: { tokens: number; turns: number; cost?: number };
}

export const AgentsContext = createContext<readonly AgentCard[]>([]);

export function useAgents(): readonly AgentCard[] {
  return useContext(AgentsContext);
}

export function useAgent(name: string): AgentCard | undefined {
  return useAgents().find((agent) => agent.name === name);
}
