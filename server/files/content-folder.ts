import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AppError } from "../../lib/core/errors.ts";

/** What came, and has no place yet. */
export interface Received {
  sha256: string;
  size: number;
  keep(): Promise<void>;
}

/** Bytes by the hash of what they are: the same content is kept once. */
export class ContentFolder {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Takes no more than `mostBytes`; what is refused or breaks off leaves nothing behind. */
  async receive(body: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Received> {
    const coming = join(this.folder, `coming-${randomUUID()}`);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const hash = createHash("sha256");
    let size = 0;
    const file = await open(coming, "wx", 0o600);
    try {
      try {
        for await (const chunk of body) {
          size += chunk.byteLength;
          if (size > mostBytes) throw tooLarge(mostBytes);
          hash.update(chunk);
          await file.write(chunk);
        }
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      await rm(coming, { force: true });
      throw error;
    }
    const sha256 = hash.digest("hex");
    const place = this.place(sha256);
    return {
      sha256,
      size,
      async keep() {
        await mkdir(dirname(place), { recursive: true, mode: 0o700 });
        await rename(coming, place);
      },
    };
  }

  read(sha256: string): Promise<Buffer> {
    return readFile(this.place(sha256));
  }

  async remove(sha256: string): Promise<void> {
    await rm(this.place(sha256), { force: true });
  }

  private place(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256);
  }
}

function tooLarge(mostBytes: number): AppError {
  return new AppError("too_large", `The file is larger than ${mostBytes} bytes. Send less, or raise MAX_UPLOAD_BYTES.`);
}
