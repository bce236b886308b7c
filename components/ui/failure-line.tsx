import CircleAlert from "lucide-react/icons/circle-alert";

/** What went wrong, where it went wrong. Read out when it appears. */
export function FailureLine({ children }: { children: string | null }) {
  return (
    <p
      role="alert"
      className="flex items-start gap-1.5 break-words text-destructive text-xs leading-relaxed empty:hidden"
    >
      {children ? (
        <>
          <CircleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          <span className="min-w-0">{children}</span>
        </>
      ) : null}
    </p>
  );
}
