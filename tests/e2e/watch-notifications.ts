/** Stands for the system that shows notifications, and lets a test hide the tab as another one would. */
export function watchNotifications(): void {
  const told: { title: string; body: string; tag: string }[] = [];
  const shown: { onclick: (() => void) | null }[] = [];
  let hidden = false;
  class Recorded {
    static permission = "granted";
    onclick: (() => void) | null = null;
    constructor(title: string, { body, tag }: { body: string; tag: string }) {
      told.push({ title, body, tag });
      shown.push(this);
    }
    close(): void {}
  }
  Object.defineProperty(document, "hidden", { get: () => hidden });
  Object.assign(window, {
    Notification: Recorded,
    told,
    clickNotification: () => shown.at(-1)?.onclick?.(),
    hideTab: () => {
      hidden = true;
      document.dispatchEvent(new Event("visibilitychange"));
    },
  });
}
