import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Keystore } from '#main/app/platform.ts';
import { writeFileDurably } from '#main/db/write-file-durably.ts';

const FileContent = z.record(z.string(), z.string().regex(/^[0-9a-f]*$/));

/**
 * The weakest keystore, for machines where no OS keystore answers: a file (mode 0600) in the data folder. Whoever can copy the whole
 * folder can open the database; the safety page says so. Copies of the database alone stay closed.
 */
export function fileKeystore(dataDir: string): Keystore {
  const file = join(dataDir, 'keystore.json');
  const readAll = (): Record<string, string> => {
    if (!existsSync(file)) return {};
    const parsed = FileContent.safeParse(parseJson(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : {};
  };
  return {
    kind: 'file',
    async read(name) {
      const hex = readAll()[name];
      return hex === undefined ? null : new Uint8Array(Buffer.from(hex, 'hex'));
    },
    async write(name, value) {
      writeFileDurably(
        file,
        `${JSON.stringify({ ...readAll(), [name]: Buffer.from(value).toString('hex') }, null, 2)}\n`,
      );
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
