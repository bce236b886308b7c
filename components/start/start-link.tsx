/** A way out of the start page. Plain anchors: what they lead to is not all drawn by Next. */
export function StartLink({ href, title, sentence }: { href: string; title: string; sentence: string }) {
  return (
    <a
      href={href}
      className="group flex h-full flex-col rounded-lg border bg-card p-5 text-card-foreground motion-safe:transition-colors hover:border-input hover:bg-accent hover:text-accent-foreground"
    >
      <span className="flex items-center justify-between gap-3 font-medium">
        {title}
        <span
          aria-hidden="true"
          className="text-muted-foreground motion-safe:transition-transform motion-safe:group-hover:translate-x-0.5"
        >
          →
        </span>
      </span>
      <span className="mt-1 text-muted-foreground text-sm leading-relaxed">{sentence}</span>
    </a>
  );
}
