import { toast } from "../ui/toast.ts";
import { downloadText } from "./markdown/download-text.ts";
import { strings } from "./strings.ts";

/** The branch in view as the server writes it down. */
export async function exportTranscript(sessionId: string): Promise<void> {
  try {
    const answer = await fetch(`/api/v1/sessions/${sessionId}/transcript`);
    if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
    downloadText(await answer.text(), `${sessionId}.md`);
  } catch (error) {
    toast({
      title: strings.actionFailed,
      description: error instanceof Error ? error.message : undefined,
      tone: "destructive",
    });
  }
}
