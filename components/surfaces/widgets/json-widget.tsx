import { ScrollBox } from "../../ui/scroll-box.tsx";

const mostShown = 40_000;

export function JsonWidget({ value }: { value: unknown }) {
  return (
    <ScrollBox
      as="pre"
      className="max-h-80 overflow-auto whitespace-pre-wrap break-all rounded-md bg-muted p-2.5 font-mono text-xs"
    >
      {(JSON.stringify(value, null, 2) ?? "null").slice(0, mostShown)}
    </ScrollBox>
  );
}
