const colour: Record<string, string> = {
  GET: "text-success",
  POST: "text-primary",
  PUT: "text-warning",
  PATCH: "text-warning",
  DELETE: "text-destructive",
};

export function MethodName({ method, className = "" }: { method: string; className?: string }) {
  return <span className={`font-medium font-mono ${colour[method] ?? ""} ${className}`}>{method}</span>;
}
