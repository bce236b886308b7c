"use client";

import { useEffect, useState } from "react";
import type { Anomaly } from "../../lib/operations/anomalies.ts";
import { sharedTransport } from "../live/socket.ts";
import { AnomalyList } from "./anomaly-list.tsx";

interface Props {
  first: readonly Anomaly[];
  /** Says nothing while there is nothing to say. */
  quiet?: boolean;
}

/** From what the page came with on, as the server finds others. */
export function LiveAnomalies({ first, quiet = false }: Props) {
  const [anomalies, setAnomalies] = useState(first);
  useEffect(() => sharedTransport.on("anomalies", (frame) => setAnomalies(frame.anomalies)), []);
  return quiet && anomalies.length === 0 ? null : <AnomalyList anomalies={anomalies} />;
}
