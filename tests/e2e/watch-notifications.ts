/** Stands for the system that shows notifications, and lets a test hide the tab as another one would. */
export function watchNotifications(): void {
  const told: { title: string; body: string; tag: string }[] = [];
  const shown: { body: string; onclick: (() => void) | null }[] = [];
  let hidden = false;
  class Recorded {
    static permission = "granted";
    onclick: (() => void) | null = null;
    readonly body: string;
    constructor(title: string, { body, tag }: { body: string; tag: string }) {
      this.body = body;
      told.push({ title, body, tag });
      shown.push(this);
    }
    close(): void {}
  }
  Object.defineProperty(document, "hidden", { get: () => hidden });
  Object.assign(window, {
    Notification: Recorded,
    told,
    /** The one that says so: other tests of the same server may be told of meanwhile. */
    clickNotification: (word: string) => shown.find(({ body }) => body.includes(word))?.onclick?.(),
    hideTab: () => {
      hidden = true;
      document.dispatchEvent(new Event("visibilitychange"));
    },
  });
}
