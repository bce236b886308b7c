import { pause, within } from "../support/eventually.ts";
import { type Exit, type ServerProcess, startServerProcess } from "../support/server-process.ts";
import type { Random } from "./random.ts";

/** How long a server may take to stop when it is asked to. */
const politeStopMs = 20_000;

interface Options {
  script: string;
  port: number;
  variables: Record<string, string>;
  random: Random;
}

/** The server that is killed again and again, and started again on what it has left. */
export class Victim {
  kills = { working: 0, starting: 0, polite: 0 };
  /** From the start of the process until it answers from the log, for each start that came so far. */
  readonly startMs: number[] = [];
  /** Lines that a server must not write, and how often each came. */
  readonly complaints = new Map<string, number>();
  readonly violations: string[] = [];
  private readonly lines: string[] = [];
  private server: ServerProcess | null = null;
  private readonly options: Options;

  constructor(options: Options) {
    this.options = options;
  }

  get url(): string {
    return `http://127.0.0.1:${this.options.port}`;
  }

  /** Resolves when the server answers from its log. */
  async start(): Promise<void> {
    const server = this.spawn();
    await server.answers("/api/v1/sessions?limit=1").catch((error: unknown) => {
      throw new Error(`${String(error)}\n${this.lines.slice(-5).join("\n")}`);
    });
    this.startMs.push(performance.now() - server.startedAt);
  }

  /** Starts it and cuts the start off, wherever it is; on an empty folder that is in the middle of the first migration. */
  async killNewborn(times: number): Promise<void> {
    for (let time = 0; time < times; time++) {
      this.kills.starting++;
      this.spawn();
      await pause(this.options.random.between(0, 900));
      await this.kill("SIGKILL");
    }
  }

  async killAgainAndAgain(isOver: () => boolean): Promise<void> {
    const { random } = this.options;
    while (!isOver()) {
      const how = random.draw({ working: 12, starting: 3, polite: 2 });
      if (how === "starting") {
        await this.kill("SIGKILL");
        await this.killNewborn(1);
        await this.start();
        continue;
      }
      this.kills[how]++;
      await pause(random.between(20, 2_000));
      await (how === "polite" ? this.stop() : this.kill("SIGKILL"));
      await this.start();
    }
  }

  async kill(signal: NodeJS.Signals): Promise<Exit | undefined> {
    return await this.server?.kill(signal);
  }

  /** Asks it to go, and demands that it goes in peace. */
  async stop(): Promise<void> {
    const { server } = this;
    if (!server) return;
    const exit = await within("a stop after SIGTERM", politeStopMs, server.kill("SIGTERM")).catch((error: unknown) => {
      this.violations.push(String(error));
      return server.kill("SIGKILL");
    });
    if (exit.code !== 0) this.violations.push(`after SIGTERM it ended with code ${exit.code}, signal ${exit.signal}`);
  }

  /** The last words of the last servers. */
  get lastLines(): readonly string[] {
    return this.lines;
  }

  private spawn(): ServerProcess {
    const { script, port, variables } = this.options;
    this.server = startServerProcess({ script, port, variables, onLine: (line) => this.read(line) });
    return this.server;
  }

  private read(line: string): void {
    this.lines.push(line);
    if (this.lines.length > 200) this.lines.shift();
    const entry = line.startsWith("{")
      ? (JSON.parse(line) as { level: number; msg: string; err?: { message: string } })
      : null;
    if (!entry || entry.level < 50) return;
    const complaint = `${entry.msg}${entry.err ? `: ${entry.err.message}` : ""}`.replaceAll(
      /[a-z]+_[0-9a-z]{20,}/g,
      "…",
    );
    this.complaints.set(complaint, (this.complaints.get(complaint) ?? 0) + 1);
  }
}
