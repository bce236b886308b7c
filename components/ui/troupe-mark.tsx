/** Three players side by side, the one in front solid. Decoration: the name stands beside it. */
export function TroupeMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className} fill="currentColor">
      <circle cx="8.5" cy="11" r="3.5" opacity="0.45" />
      <circle cx="23.5" cy="11" r="3.5" opacity="0.45" />
      <path d="M2 26a6.5 6.5 0 0 1 13 0z" opacity="0.45" />
      <path d="M17 26a6.5 6.5 0 0 1 13 0z" opacity="0.45" />
      <circle cx="16" cy="12" r="4.5" />
      <path d="M7.5 28a8.5 8.5 0 0 1 17 0z" />
    </svg>
  );
}
