/** What the primitives say by themselves. */
export const strings = {
  close: "Close",
  cancel: "Cancel",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Could not copy",
  required: "required",
  notifications: "Notifications",
  nothingFits: "Nothing fits.",
  openList: "Open the list",
  clear: "Clear",
  runStatus: {
    queued: "Queued",
    running: "Running",
    waiting: "Waiting on you",
    paused: "Paused",
    cancelling: "Stopping",
    done: "Done",
    failed: "Failed",
    cancelled: "Stopped",
    limit: "Limit reached",
  },
} as const;
