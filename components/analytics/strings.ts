export const strings = {
  csv: (title: string) => `Save “${title}” as CSV`,
  saveCsv: "CSV",
  tableOf: (title: string) => `${title}, as a table`,
  nothing: "Nothing was counted in that time.",
  anomalies: "Otherwise than usual",
  allUsual: "Everything is as usual.",
  allUsualHint:
    "This hour and the one before are compared with the hours of the last week, once there are enough of them.",
  runs: "The runs that made it",
} as const;
