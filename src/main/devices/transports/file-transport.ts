import { constants } from 'node:fs';
import { access, open, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { FileAddress } from '#shared/contract/printer-address.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { messageOf } from '#main/devices/transports/message-of.ts';
import { createPathEvents } from '#main/devices/transports/path-events.ts';
import { NO_TICKET } from '#main/devices/transports/transport.ts';
import type { JobTicket, SendOutcome, Transport } from '#main/devices/transports/transport.ts';

/** Less than a few labels' worth is as good as full. */
const LEAST_FREE_BYTES = 4 * 1024 * 1024;

/**
 * A folder that gets one file per label, for programs that print from there and for labels that are kept. A file appears
 * under its name whole and on disk, or not at all; the name holds the label key, so no label is ever there twice.
 */
export function createFileTransport({ folder }: FileAddress): Transport {
  const events = createPathEvents();

  async function send(bytes: Uint8Array, onProgress?: (n: number) => void, ticket = NO_TICKET): Promise<SendOutcome> {
    const path = join(folder, fileName(ticket));
    const known = await readFile(path).catch(() => null);
    if (known !== null) {
      if (known.equals(bytes)) return { ok: true, bytesSent: bytes.length };
      return { ok: false, bytesSent: bytes.length, detail: `${path} holds another label` };
    }
    const part = `${path}.part`;
    try {
      await writeThrough(part, bytes);
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined);
      return { ok: false, bytesSent: 0, detail: messageOf(error) };
    }
    try {
      await rename(part, path);
      await syncFolder(folder);
    } catch (error) {
      // It may be there or not: somebody has to look.
      return { ok: false, bytesSent: bytes.length, detail: messageOf(error) };
    }
    onProgress?.(bytes.length);
    return { ok: true, bytesSent: bytes.length };
  }

  return {
    description: `file ${folder}`,
    open: () => requireFolder(folder),
    send,
    keeper: {
      async status() {
        await requireFolder(folder);
        return { state: 'ready', reasons: [], rawHex: '' };
      },
      job: () => Promise.resolve({ state: 'done' }),
    },
    onData: events.onData,
    onClosed: events.onClosed,
    async close() {
      events.finish({ byUs: true, detail: 'closed' });
    },
  };
}

/** `waybill:01J…#1` -> `waybill_01J…_1.prn`. */
function fileName({ name, mediaType }: JobTicket): string {
  return `${name.replaceAll(/[^A-Za-z0-9._-]/g, '_')}.${mediaType === 'application/pdf' ? 'pdf' : 'prn'}`;
}

/** @throws AppError ERR_PRINTER_FOLDER */
async function requireFolder(folder: string): Promise<void> {
  if (!isAbsolute(folder)) throw folderError(folder, 'not a full path');
  try {
    if (!(await stat(folder)).isDirectory()) throw folderError(folder, 'not a folder');
    await access(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < LEAST_FREE_BYTES) throw folderError(folder, 'disk full');
  } catch (error) {
    throw error instanceof AppError ? error : folderError(folder, messageOf(error));
  }
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name survives a power cut only once its folder is on disk too. Windows keeps no handles on folders, and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function folderError(folder: string, detail: string): AppError {
  return new AppError('ERR_PRINTER_FOLDER', { folder, detail });
}
