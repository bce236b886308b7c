"use client";

import { useEffect, useRef } from "react";
import { useConnection } from "../live/use-connection.ts";
import { announce } from "../ui/announce.ts";
import { strings } from "./strings.ts";

/** Tells those who do not see the dot. */
export function useConnectionNews(): void {
  const connection = useConnection();
  const before = useRef(connection);
  useEffect(() => {
    if (connection === "offline") announce(strings.wentOffline);
    if (connection === "online" && before.current === "offline") announce(strings.wentOnline);
    before.current = connection;
  }, [connection]);
}
