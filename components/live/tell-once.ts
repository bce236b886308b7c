const toldKey = "troupe.told";
const most = 300;

/** Longer than a browser takes to show one tab what another has stored, which it does at its leisure. */
const untilStored = 60_000;

/** Does it in one of this browser's tabs, once for each key, however many of them hear of it at the same time. */
export function tellOnce(key: string, tell: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const claim = (lock: Lock | null): Promise<void> | undefined => {
      const told = read();
      const isMine = lock !== null && !told.includes(key);
      if (isMine) {
        localStorage.setItem(toldKey, JSON.stringify([...told, key].slice(-most)));
        tell();
      }
      resolve();
      return isMine ? new Promise((release) => setTimeout(release, untilStored)) : undefined;
    };
    navigator.locks.request(`${toldKey}:${key}`, { ifAvailable: true }, claim).catch(reject);
  });
}

const visibleLock = "troupe.visible";

/** Lets the other tabs know while this one can be seen. */
export function sayWhileVisible(): () => void {
  let release: (() => void) | null = null;
  const look = () => {
    if (!document.hidden && !release) {
      const seen = new Promise<void>((resolve) => {
        release = resolve;
      });
      void navigator.locks.request(visibleLock, { mode: "shared" }, () => seen);
    } else if (document.hidden) {
      release?.();
      release = null;
    }
  };
  look();
  document.addEventListener("visibilitychange", look);
  return () => {
    document.removeEventListener("visibilitychange", look);
    release?.();
  };
}

/** Whoever looks at one of the tabs sees the marks there. */
export async function isAnyTabVisible(): Promise<boolean> {
  const { held } = await navigator.locks.query();
  return !document.hidden || (held ?? []).some(({ name }) => name === visibleLock);
}

function read(): string[] {
  try {
    const told: unknown = JSON.parse(localStorage.getItem(toldKey) ?? "[]");
    return Array.isArray(told) ? told : [];
  } catch {
    return [];
  }
}
