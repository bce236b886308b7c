"use client";

import { RailSurfaces } from "../surfaces/rail-surfaces.tsx";
import { AgentRoster } from "./agent-roster.tsx";
import { BoardSection } from "./board-section.tsx";
import { BudgetSection } from "./budget-section.tsx";
import { ContextSection } from "./context-section.tsx";
import { FlowSection } from "./flow-section.tsx";
import { PlanSection } from "./plan-section.tsx";
import { ToolActivity } from "./tool-activity.tsx";
import { WaitingSection } from "./waiting-section.tsx";

/** The session at a glance, live: all of it is folded from the same events as the conversation. */
export function Rail() {
  return (
    <>
      <WaitingSection />
      <FlowSection />
      <PlanSection />
      <RailSurfaces />
      <AgentRoster />
      <BoardSection />
      <BudgetSection />
      <ContextSection />
      <ToolActivity />
    </>
  );
}
