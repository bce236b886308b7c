import Columns2 from "lucide-react/icons/columns-2";
import type { Metadata } from "next";
import { EmptyState } from "../../../../components/ui/empty-state.tsx";
import { TopBar } from "../../../../components/ui/top-bar.tsx";
import { isAppError } from "../../../../lib/core/errors.ts";
import { type ComparedRuns, compareRuns } from "../../../../server/http/compare-runs.ts";
import { pagePrincipal } from "../../../../server/http/page-principal.ts";
import { currentRuntime } from "../../../../server/runtime/current-runtime.ts";
import { ChooseRuns } from "./choose-runs.tsx";
import { Figures } from "./figures.tsx";
import { StepDifferences } from "./step-differences.tsx";
import { StepTable } from "./step-table.tsx";
import { strings } from "./strings.ts";
import { Summary } from "./summary.tsx";

export const metadata: Metadata = { title: strings.title };
export const dynamic = "force-dynamic";

const mostToChoose = 100;

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Two runs beside each other, step by step. It works without any script. */
export default async function ComparePage({ searchParams }: Props) {
  const { a, b } = await searchParams;
  const chosen = { a: typeof a === "string" ? a : "", b: typeof b === "string" ? b : "" };
  const principal = await pagePrincipal();
  const runtime = currentRuntime();
  const { items } = await runtime.ports.lists.runs({ ownerId: principal.userId, limit: mostToChoose });
  const compared = chosen.a && chosen.b ? await read(chosen.a, chosen.b) : null;
  return (
    <>
      <TopBar title={strings.title} />
      <div className="mx-auto grid w-full max-w-7xl grid-cols-1 gap-5 px-4 py-5 md:px-6">
        <ChooseRuns runs={items} {...chosen} />
        {compared === null ? (
          <EmptyState icon={<Columns2 aria-hidden="true" />} title={strings.chooseTwo}>
            {strings.chooseTwoHint}
          </EmptyState>
        ) : compared === "gone" ? (
          <EmptyState icon={<Columns2 aria-hidden="true" />} title={strings.gone}>
            {strings.goneHint}
          </EmptyState>
        ) : (
          <>
            <Summary compared={compared} />
            <Figures a={compared.a} b={compared.b} />
            <StepTable compared={compared} runs={chosen} />
            <StepDifferences rows={compared.rows} />
          </>
        )}
      </div>
    </>
  );
}

async function read(a: string, b: string): Promise<ComparedRuns | "gone"> {
  try {
    return await compareRuns({ runtime: currentRuntime(), principal: await pagePrincipal() }, a, b);
  } catch (error) {
    if (isAppError(error) && (error.code === "not_found" || error.code === "invalid")) return "gone";
    throw error;
  }
}
