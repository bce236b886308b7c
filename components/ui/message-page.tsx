import type { ReactNode } from "react";
import { TroupeMark } from "./troupe-mark.tsx";

interface Props {
  title: string;
  children: ReactNode;
}

/** A page that has one thing to say, and a way on. */
export function MessagePage(props: Props) {
  return (
    <main id="content" tabIndex={-1} className="flex min-h-dvh flex-col outline-none">
      <Message {...props} />
    </main>
  );
}

/** The same, where the page around it is there. */
export function Message({ title, children }: Props) {
  return (
    <div className="mx-auto flex w-full max-w-xl flex-1 flex-col items-start justify-center gap-5 px-5 py-16 sm:px-8">
      <TroupeMark className="size-10 text-primary" />
      <h1 className="text-balance font-semibold text-3xl tracking-tight">{title}</h1>
      {children}
    </div>
  );
}
