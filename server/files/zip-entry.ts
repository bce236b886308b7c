import { inflateRawSync } from "node:zlib";

const endRecord = 0x06054b50;
const centralRecord = 0x02014b50;
const localRecord = 0x04034b50;
const mostEntries = 10_000;

/** Names in the archive's table of contents, in its order; none where it is no archive. */
export function zipNames(archive: Buffer): string[] {
  return [...entriesOf(archive)].map((entry) => entry.name);
}

/** What the archive holds under this name. Throws where that is damaged, or larger than `mostBytes` when unpacked. */
export function zipEntry(archive: Buffer, name: string, mostBytes: number): Buffer {
  for (const entry of entriesOf(archive)) {
    if (entry.name !== name) continue;
    const { start, packed, method } = entry;
    if (archive.readUInt32LE(start) !== localRecord) throw new Error("The archive is damaged.");
    const from = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
    const bytes = archive.subarray(from, from + packed);
    if (method === 0) return bytes;
    if (method !== 8) throw new Error("The archive is packed in a way that is not known.");
    return unpacked(bytes, mostBytes);
  }
  throw new Error(`The archive has no ${name}.`);
}

/** What the table says of sizes is not believed: the limit holds for what really comes out. */
function unpacked(bytes: Buffer, mostBytes: number): Buffer {
  try {
    return inflateRawSync(bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
    throw new Error(tooLarge ? `It unpacks to more than ${mostBytes} bytes.` : "The archive is damaged.");
  }
}

function* entriesOf(archive: Buffer): Generator<{ name: string; start: number; packed: number; method: number }> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > archive.length || archive.readUInt32LE(end) !== endRecord) return;
  let at = archive.readUInt32LE(end + 16);
  for (let n = 0; n < mostEntries && at + 46 <= archive.length; n++) {
    if (archive.readUInt32LE(at) !== centralRecord) return;
    const nameLength = archive.readUInt16LE(at + 28);
    const rest = archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    const start = archive.readUInt32LE(at + 42);
    if (start + 30 > archive.length) return;
    yield {
      name: archive.toString("utf8", at + 46, at + 46 + nameLength),
      start,
      packed: archive.readUInt32LE(at + 20),
      method: archive.readUInt16LE(at + 10),
    };
    at += 46 + nameLength + rest;
  }
}
