export const strings = {
  title: "Analytics",
  refresh: "Refresh",
  filter: "What is shown",
  within: "Time",
  spans: { "1h": "The last hour", "24h": "The last 24 hours", "7d": "The last 7 days", "30d": "The last 30 days" },
  agent: "Agent",
  everyAgent: "Every agent",
  apply: "Apply",
  course: "Over time",
  courseHint: "By the hour up to a day, by the day beyond; times are UTC.",
  groups: "By agent, model, tool and person",
} as const;
