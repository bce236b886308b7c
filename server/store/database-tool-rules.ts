import { type RuleVerdict, ruleFor, type ToolRule, type ToolRuleRequest } from "../../lib/tools/tool-rule.ts";
import type { Database } from "../db/open-database.ts";
import type { ToolRules } from "../ports/tool-rules.ts";

const lookForChangesMs = 5_000;

/** Rules of all people, in memory because every call is judged by them; other processes' changes are read now and then. */
export class DatabaseToolRules implements ToolRules {
  private byOwner = new Map<string, ToolRule[]>();
  private timer: NodeJS.Timeout | undefined;
  private readonly rows: Database["prisma"]["toolRule"];
  private readonly now: () => Date;

  constructor({ prisma }: Database, now: () => Date) {
    this.rows = prisma.toolRule;
    this.now = now;
  }

  async start(onTrouble: (error: unknown) => void): Promise<void> {
    await this.read();
    this.timer = setInterval(() => void this.read().catch(onTrouble), lookForChangesMs);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  list(ownerId: string): ToolRule[] {
    return this.byOwner.get(ownerId) ?? [];
  }

  verdict(ownerId: string, agent: string, tool: string): RuleVerdict | null {
    const rules = this.byOwner.get(ownerId);
    return rules ? ruleFor(rules, agent, tool, this.now().toISOString()) : null;
  }

  async put(ownerId: string, { tool, agent = "", rule, until, reason = "" }: ToolRuleRequest): Promise<ToolRule> {
    const data = { rule, until: until ?? null, reason, createdAt: this.now().toISOString() };
    const row = await this.rows.upsert({
      where: { ownerId_tool_agent: { ownerId, tool, agent } },
      create: { ownerId, tool, agent, ...data },
      update: data,
    });
    await this.read();
    return ruleOf(row);
  }

  async delete(ownerId: string, tool: string, agent: string | null): Promise<boolean> {
    const { count } = await this.rows.deleteMany({ where: { ownerId, tool, agent: agent ?? "" } });
    await this.read();
    return count > 0;
  }

  private async read(): Promise<void> {
    const byOwner = new Map<string, ToolRule[]>();
    for (const row of await this.rows.findMany({ orderBy: [{ tool: "asc" }, { agent: "asc" }] })) {
      const rules = byOwner.get(row.ownerId) ?? [];
      rules.push(ruleOf(row));
      byOwner.set(row.ownerId, rules);
    }
    this.byOwner = byOwner;
  }
}

function ruleOf(row: {
  tool: string;
  agent: string;
  rule: string;
  until: string | null;
  reason: string;
  createdAt: string;
}): ToolRule {
  const { tool, agent, rule, until, reason, createdAt } = row;
  return { tool, agent: agent === "" ? null : agent, rule: rule as ToolRule["rule"], until, reason, createdAt };
}
