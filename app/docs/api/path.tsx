import { Fragment } from "react";

/** Breaks before a slash, where it has to. */
export function Path({ path }: { path: string }) {
  const [first, ...rest] = path.split("/");
  return (
    <span className="min-w-0 break-words">
      {first}
      {rest.map((segment, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the segments of a fixed path never change places
        <Fragment key={index}>
          <wbr />/{segment}
        </Fragment>
      ))}
    </span>
  );
}
