import Link from "next/link";
import type { Guide } from "../../server/http/guides.ts";

interface Props {
  guides: readonly Guide[];
  decisions: readonly Guide[];
  current?: string;
}

export function GuideLinks({ guides, decisions, current }: Props) {
  return (
    <div className="grid gap-5 text-sm">
      <Links title="Guides" guides={guides} current={current} />
      <Links title="Decisions" guides={decisions} current={current} />
    </div>
  );
}

function Links({ title, guides, current }: { title: string; guides: readonly Guide[]; current: string | undefined }) {
  if (guides.length === 0) return null;
  return (
    <div>
      <p className="font-medium">{title}</p>
      <ul className="mt-1">
        {guides.map((guide) => (
          <li key={guide.address}>
            <Link
              href={guide.address}
              prefetch={false}
              aria-current={guide.address === current ? "page" : undefined}
              className="block rounded-sm py-1 text-muted-foreground hover:text-foreground aria-[current]:font-medium aria-[current]:text-primary"
            >
              {guide.title}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
