import { chaos } from "./chaos.ts";
import { readOptions } from "./options.ts";

const say = (line: string) => void process.stdout.write(`${line}\n`);
const options = readOptions(process.argv.slice(2), say);
if (options) {
  say(`Seed ${options.seed}. The same seed rolls the same dice; processes and networks have dice of their own.`);
  const { violations, figures, complaints, lastLines } = await chaos(options).catch((error: unknown) => {
    say(`✗ It could not be brought to an end. (seed ${options.seed})`);
    throw error;
  });
  say("");
  for (const [what, figure] of figures) say(`${what.padEnd(36)}${figure}`);
  for (const [complaint, times] of complaints) say(`the server complained ${times} ×     ${complaint}`);
  say("");
  if (violations.length === 0) say(`Nothing was lost and nothing happened twice. (seed ${options.seed})`);
  else {
    for (const violation of violations.slice(0, 100)) say(`✗ ${violation}`);
    say(`\n${violations.length} violations. (seed ${options.seed}) The server's last words:`);
    for (const line of lastLines.slice(-20)) say(`  ${line}`);
    process.exitCode = 1;
  }
}
