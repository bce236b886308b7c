"use client";

import { createContext, useContext, useState } from "react";
import type { Command } from "../../lib/core/commands.ts";

/** How what stands around a card sends a command: false, and told to the person, when it was refused. */
export const ActContext = createContext<((command: Command) => Promise<boolean>) | null>(null);

/** Sends a command once, and says while it is on its way. */
export function useAct(): { act: (command: Command) => Promise<boolean>; busy: boolean } {
  const send = useContext(ActContext);
  const [busy, setBusy] = useState(false);
  return {
    busy,
    async act(command) {
      if (!send || busy) return false;
      setBusy(true);
      try {
        return await send(command);
      } finally {
        setBusy(false);
      }
    },
  };
}
