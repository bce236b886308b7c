import Link from "next/link";
import { TroupeMark } from "../../components/ui/troupe-mark.tsx";

const links = [
  { href: "/docs", label: "Guides" },
  { href: "/docs/api", label: "API reference" },
  { href: "/chat", label: "Back to the app" },
] as const;

/** The first line of everything under `/docs`. */
export function DocsHeader({ current }: { current: "/docs" | "/docs/api" }) {
  return (
    <header className="flex flex-wrap items-center gap-x-5 gap-y-1 border-b py-3">
      <Link
        href="/docs"
        prefetch={false}
        className="flex min-h-8 items-center gap-3 rounded-sm font-semibold tracking-tight"
      >
        <TroupeMark className="size-7 text-primary" />
        Troupe
      </Link>
      <nav aria-label="Documentation" className="ml-auto">
        <ul className="flex flex-wrap gap-x-4 text-sm">
          {links.map(({ href, label }) => (
            <li key={href}>
              <Link
                href={href}
                prefetch={false}
                aria-current={href === current ? "page" : undefined}
                className="flex min-h-8 items-center rounded-sm text-muted-foreground underline-offset-4 hover:text-foreground hover:underline aria-[current]:font-medium aria-[current]:text-foreground"
              >
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
