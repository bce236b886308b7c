import { Message } from "../../components/ui/message-page.tsx";
import { NothingHere, nothingHere } from "../nothing-here.tsx";

/** What is not there, beside everything that is. */
export default function NotFound() {
  return (
    <Message title={nothingHere}>
      <NothingHere />
    </Message>
  );
}
