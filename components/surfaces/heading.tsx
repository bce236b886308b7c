"use client";

import { type ComponentProps, createContext, useContext } from "react";

/** How deep the headings of a surface stand: below a chat's messages deeper than on a board of their own. */
export const HeadingLevel = createContext(3);

/** A heading as deep as its place; `deeper` than what stands around it. */
export function Heading({ deeper = 0, ...rest }: ComponentProps<"h2"> & { deeper?: number }) {
  const Tag = `h${Math.min(6, useContext(HeadingLevel) + deeper)}` as "h2";
  return <Tag {...rest} />;
}
