import type { Metadata } from "next";
import { LiveAnomalies } from "../../../components/analytics/live-anomalies.tsx";
import { OperationsBoard } from "../../../components/dashboard/operations-board.tsx";
import { strings } from "../../../components/dashboard/strings.ts";
import { currentOperations } from "../../../server/http/current-operations.ts";
import { pagePrincipal } from "../../../server/http/page-principal.ts";
import { readAnomalies } from "../../../server/http/read-anomalies.ts";
import { currentRuntime } from "../../../server/runtime/current-runtime.ts";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

export default async function DashboardPage() {
  const principal = await pagePrincipal();
  const runtime = currentRuntime();
  const boards = await runtime.ports.dashboards.list(principal.userId);
  return (
    <OperationsBoard first={currentOperations()} boards={boards}>
      <LiveAnomalies first={readAnomalies(runtime, principal).items} />
    </OperationsBoard>
  );
}
