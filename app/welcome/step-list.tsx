import Check from "lucide-react/icons/check";
import Link from "next/link";
import { cn } from "../../components/ui/cn.ts";
import { type Step, stepAddress, steps, stepTitle } from "./steps.ts";
import { strings } from "./strings.ts";

/** Where one is, and a way to every step: none depends on another. */
export function StepList({ current }: { current: Step }) {
  const at = steps.indexOf(current);
  return (
    <nav aria-label={strings.steps} className="my-6 sm:my-8">
      <ol className="flex gap-2">
        {steps.map((step, index) => (
          <li key={step} className="min-w-0 flex-1">
            <Link
              href={stepAddress(step)}
              prefetch={false}
              aria-current={step === current ? "step" : undefined}
              className={cn(
                "flex min-h-10 items-center gap-2 border-t-2 pt-2 font-medium text-xs transition-colors hover:text-foreground sm:text-sm",
                index <= at ? "border-primary" : "border-border",
                step === current ? "text-foreground" : "text-muted-foreground",
              )}
            >
              <span
                aria-hidden="true"
                className={cn(
                  "grid size-5 shrink-0 place-items-center rounded-full border text-xs [&_svg]:size-3",
                  index <= at && "border-primary bg-primary text-primary-foreground",
                )}
              >
                {index < at ? <Check /> : index + 1}
              </span>
              <span className="min-w-0 leading-tight">{stepTitle[step]}</span>
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
}
