import { StartLink } from "../components/start/start-link.tsx";
import { TroupeMark } from "../components/ui/troupe-mark.tsx";

const qualities = [
  {
    title: "Every step is kept",
    sentence:
      "A session is a list of events. Whatever an agent says, asks or does is one of them, and survives the end of any process.",
  },
  {
    title: "You stay in charge",
    sentence:
      "Stop a run, steer it, answer its question, approve or refuse what a tool is about to do, or take it up again later.",
  },
  {
    title: "It is yours",
    sentence:
      "It runs on your machine, with the models you choose. Without any key, a demo model answers, so everything can be tried.",
  },
];

const links = [
  {
    href: "/playground.html",
    title: "Playground",
    sentence: "Talk to an agent from one plain page that speaks the socket by hand.",
  },
  {
    href: "/docs/api",
    title: "API reference",
    sentence: "Sessions, commands, runs and tools, each with its request and its answer.",
  },
  {
    href: "/api/openapi.json",
    title: "OpenAPI document",
    sentence: "The same reference, for programs that write clients.",
  },
  { href: "/health", title: "Health", sentence: "Whether this server is well, in a few bytes." },
];

export default function StartPage() {
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-5xl flex-col px-5 sm:px-8">
      <header className="flex items-center gap-3 py-6">
        <TroupeMark className="size-8 text-primary" />
        <span className="font-semibold text-lg tracking-tight">Troupe</span>
        <span className="ml-auto rounded-full border px-3 py-1 text-muted-foreground text-sm">Single-user mode</span>
      </header>

      <main id="content" className="flex-1 pt-10 pb-16 sm:pt-20">
        <h1 className="max-w-3xl text-balance font-semibold text-4xl leading-[1.08] tracking-tight sm:text-6xl">
          Agents that work together, where you can watch.
        </h1>
        <p className="mt-6 max-w-2xl text-pretty text-lg text-muted-foreground leading-relaxed">
          Troupe is a self-hosted platform for AI agents. Talk to them in a browser, a terminal or over any protocol,
          see each step as it happens, and lose nothing when a process dies.
        </p>

        <nav aria-label="Where to go" className="mt-12">
          <ul className="grid gap-3 sm:grid-cols-2">
            {links.map((link) => (
              <li key={link.href}>
                <StartLink {...link} />
              </li>
            ))}
          </ul>
        </nav>

        <section aria-label="What it promises" className="mt-16 border-t pt-10">
          <ul className="grid gap-8 sm:grid-cols-3">
            {qualities.map((quality) => (
              <li key={quality.title}>
                <h2 className="font-medium">{quality.title}</h2>
                <p className="mt-2 text-muted-foreground leading-relaxed">{quality.sentence}</p>
              </li>
            ))}
          </ul>
        </section>
      </main>

      <footer className="border-t py-6 text-muted-foreground text-sm">
        Open source under the MIT license. In single-user mode there are no accounts: whoever reaches this server may
        use it.
      </footer>
    </div>
  );
}
