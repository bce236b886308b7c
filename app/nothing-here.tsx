import { buttonStyle } from "../components/ui/button.tsx";

export const nothingHere = "There is nothing at this address.";

/** What is said of an address that leads nowhere. */
export function NothingHere() {
  return (
    <>
      <p className="text-muted-foreground leading-relaxed">
        It may have been moved or deleted, or the link may be incomplete.
      </p>
      <a href="/" className={buttonStyle({ size: "large" })}>
        Back to the start
      </a>
    </>
  );
}
