import { toast } from "../../ui/toast.ts";
import type { AttachmentStore } from "../attachments/attachment-store.ts";
import { strings } from "../strings.ts";

/** More does not fit into one message. */
const mostCharacters = 400_000;

/**
 * Files of the clipboard are attached, and so is a text that no message can hold. True when nothing is left for the
 * field. Where the same thing comes as words and as a picture, such as cells of a table, the words are meant.
 */
export function takePaste(data: DataTransfer, written: string, store: AttachmentStore | null): boolean {
  if (!store) return false;
  const text = data.getData("text/plain");
  if (text === "" && data.files.length > 0) {
    store.add([...data.files]);
    return true;
  }
  if (text.length + written.length <= mostCharacters) return false;
  store.add([new File([text], strings.pastedText, { type: "text/plain" })]);
  toast({ title: strings.pastedAsFile });
  return true;
}
