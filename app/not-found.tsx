import type { Metadata } from "next";
import { MessagePage } from "../components/ui/message-page.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <MessagePage title="There is nothing at this address.">
      <p className="text-muted-foreground leading-relaxed">
        It may have been moved or deleted, or the link may be incomplete.
      </p>
      <a href="/" className="rounded-md bg-primary px-4 py-2 font-medium text-primary-foreground hover:opacity-90">
        Back to the start
      </a>
    </MessagePage>
  );
}
