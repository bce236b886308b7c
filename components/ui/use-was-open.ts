"use client";

import { useState } from "react";

/** True from the first opening on: until then nothing needs to be fetched or drawn. */
export function useWasOpen(open: boolean): boolean {
  const [was, setWas] = useState(open);
  if (open && !was) setWas(true);
  return was || open;
}
