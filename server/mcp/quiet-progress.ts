const atMostEveryMs = 500;
const atMost = 100;

/** Every piece of progress is kept in the log, so a server that tells of each percent is heard now and then. */
export function quietProgress<T>(
  tell: (value: T) => void,
  now: () => number = () => performance.now(),
): (value: T) => void {
  let last = Number.NEGATIVE_INFINITY;
  let told = 0;
  return (value) => {
    if (told >= atMost || now() - last < atMostEveryMs) return;
    last = now();
    told++;
    tell(value);
  };
}
