import type { AgentDefinition } from "./agent.ts";
import { coach } from "./templates/coach.ts";
import { codeReviewer } from "./templates/code-reviewer.ts";
import { dataAnalyst } from "./templates/data-analyst.ts";
import { documentReader } from "./templates/document-reader.ts";
import { meetingNotes } from "./templates/meeting-notes.ts";
import { researcher } from "./templates/researcher.ts";
import { reviewer } from "./templates/reviewer.ts";
import { supportTriage } from "./templates/support-triage.ts";
import { translator } from "./templates/translator.ts";
import { writer } from "./templates/writer.ts";

export interface AgentTemplate {
  title: string;
  definition: AgentDefinition;
}

/** What a new agent may begin as. Each is useful as it is. */
export const agentTemplates: readonly AgentTemplate[] = [
  { title: "Researcher", definition: researcher },
  { title: "Writer", definition: writer },
  { title: "Reviewer", definition: reviewer },
  { title: "Data analyst", definition: dataAnalyst },
  { title: "Coach", definition: coach },
  { title: "Support triage", definition: supportTriage },
  { title: "Document reader", definition: documentReader },
  { title: "Translator", definition: translator },
  { title: "Meeting notes", definition: meetingNotes },
  { title: "Code reviewer", definition: codeReviewer },
];
