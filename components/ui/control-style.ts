/** How fields look that a person types or chooses in. */
export const controlStyle =
  "w-full min-w-0 rounded-md border border-input bg-card text-card-foreground text-sm transition-colors placeholder:text-muted-foreground hover:border-foreground/50 focus-visible:outline-2 focus-visible:outline-ring focus-visible:outline-offset-0 disabled:pointer-events-none disabled:opacity-55 aria-invalid:border-destructive pointer-coarse:text-base";
