import type { FunctionDefinition } from "../../../lib/functions/function.ts";

export interface FunctionTemplate {
  definition: FunctionDefinition;
  cases: { title: string; input: unknown; expected?: unknown; fails?: string }[];
}

const text = { type: "string" } as const;
const number = { type: "number" } as const;
const object = (properties: Record<string, unknown>, required: string[]) => ({
  type: "object",
  properties,
  required,
  additionalProperties: false,
});

/** Functions that are useful as they are, and to start from. */
export const functionTemplates: readonly FunctionTemplate[] = [
  {
    definition: {
      name: "csv-summary",
      description: "Describes a table in CSV: its columns, how many rows, and the figures of columns of numbers.",
      language: "typescript",
      imports: ["troupe:csv", "troupe:math"],
      source: `import { parse } from "troupe:csv";
import { mean, median, round } from "troupe:math";

interface Input {
  csv: string;
}

export default ({ csv }: Input) => {
  const rows = parse(csv);
  const names = Object.keys(rows[0] ?? {});
  const columns = names.map((name) => {
    const values = rows.map((row) => row[name] ?? "").filter((value) => value.trim() !== "");
    const numbers = values.map(Number);
    if (values.length === 0 || numbers.some(Number.isNaN)) {
      return { name, kind: "text", filled: values.length, different: new Set(values).size };
    }
    return {
      name,
      kind: "number",
      filled: values.length,
      least: Math.min(...numbers),
      most: Math.max(...numbers),
      mean: round(mean(numbers), 4),
      median: median(numbers),
    };
  });
  return { rows: rows.length, columns };
};
`,
      inputSchema: object({ csv: { ...text, minLength: 1, description: "The table, its first line the names." } }, [
        "csv",
      ]),
      outputSchema: object({ rows: { type: "integer" }, columns: { type: "array", items: { type: "object" } } }, [
        "rows",
        "columns",
      ]),
      limits: { timeoutMs: 5_000 },
      retry: "safe",
    },
    cases: [
      {
        title: "Tells numbers from texts",
        input: { csv: "name,age\nAda,36\nBob,40" },
        expected: {
          rows: 2,
          columns: [
            { name: "name", kind: "text", filled: 2, different: 2 },
            { name: "age", kind: "number", filled: 2, least: 36, most: 40, mean: 38, median: 38 },
          ],
        },
      },
      { title: "Wants a table", input: {}, fails: "schema" },
    ],
  },
  {
    definition: {
      name: "working-days",
      description:
        "Counts the working days between two days, both included, and names the day so many working days later.",
      language: "typescript",
      imports: ["troupe:dates"],
      source: `import { add, day, weekday, workingDays } from "troupe:dates";

interface Input {
  from: string;
  to?: string;
  plus?: number;
  holidays?: string[];
}

export default ({ from, to, plus, holidays = [] }: Input) => {
  const result: { days?: number; date?: string } = {};
  if (to !== undefined) result.days = workingDays(from, to, holidays);
  if (plus !== undefined) {
    let at = day(from);
    for (let left = plus; left > 0; ) {
      at = day(add(at, 1, "days"));
      if (weekday(at) < 6 && !holidays.includes(at)) left--;
    }
    result.date = at;
  }
  return result;
};
`,
      inputSchema: object(
        {
          from: { ...text, format: "date", description: "The first day, such as 2026-11-21." },
          to: { ...text, format: "date", description: "The last day." },
          plus: { type: "integer", minimum: 0, maximum: 2000, description: "So many working days later." },
          holidays: { type: "array", items: { ...text, format: "date" }, maxItems: 500 },
        },
        ["from"],
      ),
      outputSchema: object({ days: { type: "integer" }, date: text }, []),
      retry: "safe",
    },
    cases: [
      { title: "Leaves out a weekend", input: { from: "2026-11-20", to: "2026-11-24" }, expected: { days: 3 } },
      { title: "Goes on after a weekend", input: { from: "2026-11-20", plus: 1 }, expected: { date: "2026-11-23" } },
    ],
  },
  {
    definition: {
      name: "text-statistics",
      description: "Counts words, sentences and reading minutes of a text, and names its most frequent words.",
      language: "typescript",
      imports: ["troupe:text", "troupe:math"],
      source: `import { round } from "troupe:math";
import { frequencies, words } from "troupe:text";

export default ({ text, top = 5 }: { text: string; top?: number }) => {
  const all = words(text);
  return {
    characters: [...text].length,
    words: all.length,
    sentences: (text.match(/[^.!?…]+[.!?…]+/g) ?? []).length,
    minutes: round(all.length / 230, 1),
    frequent: frequencies(text).filter(({ word }) => word.length > 3).slice(0, top),
  };
};
`,
      inputSchema: object({ text, top: { type: "integer", minimum: 1, maximum: 50 } }, ["text"]),
      outputSchema: { type: "object" },
      retry: "safe",
    },
    cases: [
      {
        title: "Counts two sentences",
        input: { text: "Many agents work. Many agents talk!", top: 1 },
        expected: { characters: 35, words: 6, sentences: 2, minutes: 0, frequent: [{ word: "agents", count: 2 }] },
      },
    ],
  },
  {
    definition: {
      name: "fetch-json",
      description:
        "Gets JSON from an address of a host that this function may reach, and picks a part of it by a path.",
      language: "typescript",
      source: `interface Input {
  url: string;
  path?: string;
}

// Which hosts it may reach stands in its grants.
export default async ({ url, path }: Input, host) => {
  const answer = await host.fetch(url, { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(url + " answered with status " + answer.status + ".");
  let value = answer.json();
  for (const key of (path ?? "").split(".").filter(Boolean)) value = value?.[key];
  return { value: value ?? null };
};
`,
      inputSchema: object(
        {
          url: { ...text, format: "uri", description: "Begins with https://" },
          path: { ...text, description: "Such as items.0.name" },
        },
        ["url"],
      ),
      outputSchema: object({ value: {} }, ["value"]),
      grants: { hosts: ["api.example.com"] },
      limits: { timeoutMs: 20_000 },
      retry: { safe: true, attempts: 2, delayMs: 500 },
    },
    cases: [{ title: "Stays with the hosts it may reach", input: { url: "https://elsewhere.example" }, fails: "host" }],
  },
  {
    definition: {
      name: "notify-webhook",
      description: "Sends a short message to a chat's webhook. The key is a secret that the function never sees.",
      language: "typescript",
      source: `export default async ({ message }: { message: string }, host) => {
  const answer = await host.fetch("https://hooks.example.com/messages", {
    method: "POST",
    headers: { authorization: host.secret("webhook-key", "Bearer ") },
    json: { text: message },
  });
  if (!answer.ok) throw new Error("The webhook answered with status " + answer.status + ".");
  host.log("sent", message.length, "characters");
  return { sent: true };
};
`,
      inputSchema: object({ message: { ...text, minLength: 1, maxLength: 2000 } }, ["message"]),
      outputSchema: object({ sent: { type: "boolean" } }, ["sent"]),
      grants: { hosts: ["hooks.example.com"], secrets: ["webhook-key"] },
      limits: { timeoutMs: 15_000, hostCalls: 1 },
      approval: "always",
    },
    cases: [{ title: "Refuses an empty message", input: { message: "" }, fails: "schema" }],
  },
  {
    definition: {
      name: "expense-log",
      description: "Keeps a person's expenses: adds one, and gives the totals by category.",
      language: "typescript",
      imports: ["troupe:math"],
      source: `import { round, sum } from "troupe:math";

interface Expense {
  amount: number;
  category: string;
  note?: string;
}

export default async ({ add }: { add?: Expense }, host) => {
  const expenses: Expense[] = (await host.data.get("expenses")) ?? [];
  if (add) {
    expenses.push(add);
    await host.data.set("expenses", expenses.slice(-1000));
  }
  const categories = [...new Set(expenses.map(({ category }) => category))].sort();
  const totals = categories.map((category) => ({
    category,
    total: round(sum(expenses.filter((each) => each.category === category).map(({ amount }) => amount)), 2),
  }));
  return { count: expenses.length, totals };
};
`,
      inputSchema: object(
        {
          add: object({ amount: { ...number, exclusiveMinimum: 0 }, category: { ...text, minLength: 1 }, note: text }, [
            "amount",
            "category",
          ]),
        },
        [],
      ),
      outputSchema: object({ count: { type: "integer" }, totals: { type: "array" } }, ["count", "totals"]),
      grants: { data: ["expenses"] },
      approval: { when: [{ argument: "add.amount", is: "above", value: 1000 }] },
    },
    cases: [{ title: "Wants an amount above nothing", input: { add: { amount: 0, category: "x" } }, fails: "schema" }],
  },
  {
    definition: {
      name: "check-contact",
      description:
        "Checks the fields of a contact: address for mail, web address, account number, and what is missing.",
      language: "typescript",
      imports: ["troupe:validate"],
      source: `import { isEmail, isHttpUrl, isIban, missing } from "troupe:validate";

export default ({ contact, required = ["name", "email"] }) => {
  const problems = missing(contact, required).map((field) => ({ field, problem: "is missing" }));
  if (contact.email && !isEmail(contact.email)) problems.push({ field: "email", problem: "is no address for mail" });
  if (contact.website && !isHttpUrl(contact.website)) problems.push({ field: "website", problem: "is no web address" });
  if (contact.iban && !isIban(contact.iban)) problems.push({ field: "iban", problem: "has a wrong digit" });
  return { ok: problems.length === 0, problems };
};
`,
      inputSchema: object(
        {
          contact: {
            type: "object",
            properties: { name: text, email: text, website: text, iban: { ...text, "x-secret": true } },
          },
          required: { type: "array", items: text },
        },
        ["contact"],
      ),
      outputSchema: object({ ok: { type: "boolean" }, problems: { type: "array" } }, ["ok", "problems"]),
      retry: "safe",
    },
    cases: [
      {
        title: "Likes a good one",
        input: { contact: { name: "Ada", email: "ada@example.com" } },
        expected: { ok: true, problems: [] },
      },
      {
        title: "Sees a wrong digit",
        input: { contact: { name: "Ada", email: "ada@example.com", iban: "DE88370400440532013000" } },
        expected: { ok: false, problems: [{ field: "iban", problem: "has a wrong digit" }] },
      },
    ],
  },
  {
    definition: {
      name: "fill-template",
      description: "Puts values in the places of {{names}} in a text, and says which places were left.",
      language: "typescript",
      imports: ["troupe:text"],
      source: `import { fill } from "troupe:text";

interface Input {
  template: string;
  values: Record<string, string | number | boolean>;
}

export default ({ template, values }: Input) => {
  const text = fill(template, values);
  const left = [...text.matchAll(/\\{\\{\\s*([\\w.-]+)\\s*\\}\\}/g)].map(([, name]) => name);
  return { text, left: [...new Set(left)] };
};
`,
      inputSchema: object(
        { template: text, values: { type: "object", additionalProperties: { type: ["string", "number", "boolean"] } } },
        ["template", "values"],
      ),
      outputSchema: object({ text, left: { type: "array", items: text } }, ["text", "left"]),
      retry: "safe",
    },
    cases: [
      {
        title: "Fills one and leaves one",
        input: { template: "Dear {{name}}, from {{sender}}", values: { name: "Ada" } },
        expected: { text: "Dear Ada, from {{sender}}", left: ["sender"] },
      },
    ],
  },
  {
    definition: {
      name: "loan-plan",
      description: "Works out the monthly payment of a loan, what it costs in all, and the plan of its first months.",
      language: "typescript",
      imports: ["troupe:math"],
      source: `import { round } from "troupe:math";

interface Input {
  amount: number;
  yearlyPercent: number;
  months: number;
}

export default ({ amount, yearlyPercent, months }: Input) => {
  const rate = yearlyPercent / 1200;
  const payment = rate === 0 ? amount / months : (amount * rate) / (1 - (1 + rate) ** -months);
  let left = amount;
  const plan = Array.from({ length: Math.min(months, 12) }, (_, index) => {
    const interest = left * rate;
    left -= payment - interest;
    return { month: index + 1, interest: round(interest, 2), left: round(Math.max(0, left), 2) };
  });
  return { payment: round(payment, 2), total: round(payment * months, 2), plan };
};
`,
      inputSchema: object(
        {
          amount: { ...number, exclusiveMinimum: 0 },
          yearlyPercent: { ...number, minimum: 0, maximum: 100 },
          months: { type: "integer", minimum: 1, maximum: 600 },
        },
        ["amount", "yearlyPercent", "months"],
      ),
      outputSchema: object({ payment: number, total: number, plan: { type: "array" } }, ["payment", "total", "plan"]),
      retry: "safe",
    },
    cases: [
      {
        title: "Without interest it is a division",
        input: { amount: 100, yearlyPercent: 0, months: 2 },
        expected: {
          payment: 50,
          total: 100,
          plan: [
            { month: 1, interest: 0, left: 50 },
            { month: 2, interest: 0, left: 0 },
          ],
        },
      },
    ],
  },
];
