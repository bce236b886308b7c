"use client";

import { Button, buttonStyle } from "../components/ui/button.tsx";
import { MessagePage } from "../components/ui/message-page.tsx";
import "./globals.css";

/** In place of everything, the layout too. It may be served without a nonce, so its one button works without a script. */
export default function GlobalErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <head>
        <title>Troupe</title>
      </head>
      <body className="antialiased">
        <MessagePage title="Troupe could not be shown.">
          <p className="text-muted-foreground leading-relaxed">
            What you sent is safe. If loading the page again does not help, the server's log says why
            {error.digest ? (
              <>
                {" "}
                under <code className="font-mono">{error.digest}</code>
              </>
            ) : null}
            .
          </p>
          <form className="flex flex-wrap gap-2">
            <Button type="submit" size="large">
              Load the page again
            </Button>
            <a href="/" className={buttonStyle({ variant: "outline", size: "large" })}>
              Back to the start
            </a>
          </form>
        </MessagePage>
      </body>
    </html>
  );
}
