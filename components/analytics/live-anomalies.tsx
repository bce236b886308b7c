"use client";

import { useEffect, useState } from "react";
import type { Anomaly } from "../../lib/operations/anomalies.ts";
import { sharedTransport } from "../live/socket.ts";
import { AnomalyList } from "./anomaly-list.tsx";

/** From what the page came with on, as the server finds others. */
export function LiveAnomalies({ first }: { first: readonly Anomaly[] }) {
  const [anomalies, setAnomalies] = useState(first);
  useEffect(() => sharedTransport.on("anomalies", (frame) => setAnomalies(frame.anomalies)), []);
  return <AnomalyList anomalies={anomalies} />;
}
