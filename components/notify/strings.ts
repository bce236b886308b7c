/** What is said about notifications. */
export const strings = {
  title: "Notifications",
  intro:
    "While no tab of Troupe can be seen, this browser tells you when something waits for you or has come to its end.",
  label: "Notify me in this browser",
  hint: "Approvals, questions, runs that finished or failed, and agents, models and tools that are otherwise than usual. Each is told once, however many tabs are open.",
  offer: "Be told when something waits for you while you look elsewhere.",
  turnOn: "Notify me",
  turnedOn: "Notifications are on.",
  denied: "This browser does not let Troupe notify you. Allow it in the browser’s settings for this site.",
  unsupported:
    "This browser cannot notify you from here. It takes a secure connection: HTTPS, or the address localhost or 127.0.0.1.",
  keptHere: "This is kept by this browser alone. Besides, the number of things that wait stands in the tab’s title.",
} as const;
