import type { ReactNode } from "react";
import { TroupeMark } from "./troupe-mark.tsx";

/** A page that has one thing to say, and a way on. */
export function MessagePage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main
      id="content"
      tabIndex={-1}
      className="mx-auto flex min-h-dvh w-full max-w-xl flex-col items-start justify-center gap-5 px-5 py-16 outline-none sm:px-8"
    >
      <TroupeMark className="size-10 text-primary" />
      <h1 className="text-balance font-semibold text-3xl tracking-tight">{title}</h1>
      {children}
    </main>
  );
}
