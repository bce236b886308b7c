import type { Metadata } from "next";
import { OperationsBoard } from "../../../components/dashboard/operations-board.tsx";
import { strings } from "../../../components/dashboard/strings.ts";
import { currentOperations } from "../../../server/http/current-operations.ts";
import { pagePrincipal } from "../../../server/http/page-principal.ts";
import { currentRuntime } from "../../../server/runtime/current-runtime.ts";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

export default async function DashboardPage() {
  const { userId } = await pagePrincipal();
  const boards = await currentRuntime().ports.dashboards.list(userId);
  return <OperationsBoard first={currentOperations()} boards={boards} />;
}
