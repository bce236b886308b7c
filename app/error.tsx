"use client";

import { Button, buttonStyle } from "../components/ui/button.tsx";
import { MessagePage } from "../components/ui/message-page.tsx";

export default function ErrorPage({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <MessagePage title="This page could not be shown.">
      <p className="text-muted-foreground leading-relaxed">
        What you sent is safe: it is kept before anything is drawn. Trying again is often enough.
      </p>
      {error.digest ? (
        <p className="text-muted-foreground text-sm">
          The server's log names this error <code className="font-mono">{error.digest}</code>.
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button size="large" onClick={retry}>
          Try again
        </Button>
        <a href="/" className={buttonStyle({ variant: "outline", size: "large" })}>
          Back to the start
        </a>
      </div>
    </MessagePage>
  );
}
