"use client";

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
      <button
        type="button"
        onClick={retry}
        className="rounded-md bg-primary px-4 py-2 font-medium text-primary-foreground hover:opacity-90"
      >
        Try again
      </button>
    </MessagePage>
  );
}
