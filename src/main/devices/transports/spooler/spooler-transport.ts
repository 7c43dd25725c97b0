import { messageOf } from '#main/devices/transports/message-of.ts';
import { createPathEvents } from '#main/devices/transports/path-events.ts';
import { spoolerJob, spoolerStatus } from '#main/devices/transports/spooler/spooler-flags.ts';
import type { SpoolerHandle, SpoolerLibrary } from '#main/devices/transports/spooler/spooler-library.ts';
import { winspool } from '#main/devices/transports/spooler/winspool.ts';
import { NO_TICKET } from '#main/devices/transports/transport.ts';
import type { SendOutcome, Transport } from '#main/devices/transports/transport.ts';
import type { SpoolerAddress } from '#shared/contract/printer-address.ts';
import { AppError } from '#shared/errors/app-error.ts';

const CHUNK_BYTES = 65_536;

/**
 * A printer of Windows, its bytes passed on unaltered (data type RAW; drivers of version 4 want XPS_PASS instead, devices.md
 * section 8.4). Written from winspool.h and held to a spooler in its place; it has not run on Windows yet.
 */
export function createSpoolerTransport(
  { printer }: SpoolerAddress,
  load: () => Promise<SpoolerLibrary> = winspool,
): Transport {
  const events = createPathEvents();
  let spooler: SpoolerLibrary | null = null;
  let handle: SpoolerHandle | null = null;
  let jobId = 0;

  async function open(): Promise<void> {
    try {
      spooler = await load();
    } catch (error) {
      throw new AppError('ERR_PRINTER_NO_SPOOLER', { detail: messageOf(error) }, { cause: error });
    }
    handle = await spooler.open(printer);
    if (!handle) throw new AppError('ERR_DEVICE_PORT_MISSING', { path: printer, detail: 'unknown to Windows' });
  }

  /** A document that breaks off before its end is thrown away by the spooler: nothing of it is printed. */
  async function send(bytes: Uint8Array, onProgress?: (n: number) => void, ticket = NO_TICKET): Promise<SendOutcome> {
    if (!spooler || !handle) return { ok: false, bytesSent: 0, detail: 'not open' };
    jobId = await spooler.startDocument(handle, ticket.name, 'RAW');
    if (jobId === 0) jobId = await spooler.startDocument(handle, ticket.name, 'XPS_PASS');
    if (jobId === 0) return { ok: false, bytesSent: 0, detail: 'StartDocPrinter refused the document' };
    let offset = 0;
    while (offset < bytes.length) {
      const written = await spooler.write(handle, bytes.subarray(offset, offset + CHUNK_BYTES));
      if (written === 0) {
        await spooler.abort(handle);
        return { ok: false, bytesSent: offset, detail: 'WritePrinter took nothing' };
      }
      offset += written;
      onProgress?.(offset);
    }
    if (await spooler.endDocument(handle)) return { ok: true, bytesSent: bytes.length };
    return { ok: false, bytesSent: bytes.length, detail: 'EndDocPrinter failed' };
  }

  return {
    description: `spooler ${printer}`,
    open,
    send,
    keeper: {
      async status() {
        if (!spooler || !handle) throw new AppError('ERR_DEVICE_OFFLINE', { path: printer, detail: 'not open' });
        try {
          return spoolerStatus(await spooler.printerStatus(handle));
        } catch (error) {
          throw new AppError('ERR_DEVICE_OFFLINE', { path: printer, detail: messageOf(error) }, { cause: error });
        }
      },
      async job() {
        if (!spooler || !handle) throw new AppError('ERR_DEVICE_OFFLINE', { path: printer, detail: 'not open' });
        return spoolerJob(await spooler.jobStatus(handle, jobId));
      },
    },
    onData: events.onData,
    onClosed: events.onClosed,
    async close() {
      const open = handle;
      handle = null;
      if (open) await spooler?.close(open).catch(() => undefined);
      events.finish({ byUs: true, detail: 'closed' });
    },
  };
}
