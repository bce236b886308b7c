// The process that reads one file that somebody sent: bytes in, one line of JSON out. It holds nothing worth having.
import { parseFile } from "./parse-file.ts";

const [mediaType = "", mostCharacters = "0"] = process.argv.slice(2);
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const answer = await parseFile(Buffer.concat(chunks), mediaType, Number(mostCharacters)).catch((error: unknown) => ({
  error: error instanceof Error ? error.message : String(error),
}));
process.stdout.write(JSON.stringify(answer));
