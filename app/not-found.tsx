import type { Metadata } from "next";
import { buttonStyle } from "../components/ui/button.tsx";
import { MessagePage } from "../components/ui/message-page.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <MessagePage title="There is nothing at this address.">
      <p className="text-muted-foreground leading-relaxed">
        It may have been moved or deleted, or the link may be incomplete.
      </p>
      <a href="/" className={buttonStyle({ size: "large" })}>
        Back to the start
      </a>
    </MessagePage>
  );
}
