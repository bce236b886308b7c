import { strings } from "./strings.ts";

export const steps = ["you", "provider", "agent"] as const;

export type Step = (typeof steps)[number];

export function stepOf(wanted: unknown): Step {
  return steps.find((step) => step === wanted) ?? "you";
}

export const stepAddress = (step: Step): string => (step === "you" ? "/welcome" : `/welcome?step=${step}`);

export const stepTitle: Record<Step, string> = {
  you: strings.you.title,
  provider: strings.provider.title,
  agent: strings.agent.title,
};
