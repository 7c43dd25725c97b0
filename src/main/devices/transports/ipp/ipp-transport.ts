import { createIppClient, IppFailure } from '#main/devices/transports/ipp/ipp-client.ts';
import type { IppClient } from '#main/devices/transports/ipp/ipp-client.ts';
import { GROUP, OPERATION } from '#main/devices/transports/ipp/ipp-message.ts';
import type { IppAnswer, IppAttribute, IppValue } from '#main/devices/transports/ipp/ipp-message.ts';
import { ippPrinterStatus } from '#main/devices/transports/ipp/ipp-printer-state.ts';
import { createPathEvents } from '#main/devices/transports/path-events.ts';
import { NO_TICKET, UNALTERED } from '#main/devices/transports/transport.ts';
import type { KeptJob, SendOutcome, Transport } from '#main/devices/transports/transport.ts';
import type { IppAddress } from '#shared/contract/printer-address.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface IppTransportOptions {
  readonly askTimeoutMs?: number;
  /** For the answer to a whole job; a busy server takes its time. */
  readonly printTimeoutMs?: number;
}

const USER = 'packbench';
/** What CUPS passes on as it is, whatever driver the queue has. */
const CUPS_RAW = 'application/vnd.cups-raw';
const FIRST_REFUSAL = 0x0400;
const NOT_FOUND = 0x0406;

const PRINTER_ATTRIBUTES = [
  'printer-state',
  'printer-state-reasons',
  'printer-state-message',
  'printer-is-accepting-jobs',
  'document-format-supported',
];

/**
 * A queue that speaks IPP: CUPS, or a printer itself. Every question is a request of its own, so that there is no connection
 * to lose; a lost answer to a job is cleared up by asking for the job under its name (RFC 8011).
 */
export function createIppTransport({ uri }: IppAddress, options: IppTransportOptions = {}): Transport {
  const askTimeoutMs = options.askTimeoutMs ?? 5_000;
  const events = createPathEvents();
  const client = createIppClient(uri);
  /** As the last answer about the printer told, and every job follows one. */
  let formats: readonly string[] = [];
  let jobId: number | null = null;

  async function printer(): Promise<ReadonlyMap<string, readonly IppValue[]>> {
    const answer = await ask(client, uri, askTimeoutMs, OPERATION.getPrinterAttributes, [
      requested(PRINTER_ATTRIBUTES),
    ]);
    if (answer.status >= FIRST_REFUSAL) throw refused(uri, answer.status);
    const attributes = attributesOf(answer, GROUP.printer);
    formats = (attributes.get('document-format-supported') ?? []).map(String);
    return attributes;
  }

  async function send(bytes: Uint8Array, onProgress?: (n: number) => void, ticket = NO_TICKET): Promise<SendOutcome> {
    jobId = null;
    const format = chooseFormat(formats, ticket.mediaType);
    if (format === null) return { ok: false, bytesSent: 0, detail: `${uri} does not take ${ticket.mediaType}` };
    try {
      const answer = await client.call({
        operation: OPERATION.printJob,
        attributes: [
          printerUri(uri),
          { tag: 'name', name: 'requesting-user-name', values: [USER] },
          { tag: 'name', name: 'job-name', values: [ticket.name] },
          { tag: 'mimeType', name: 'document-format', values: [format] },
        ],
        document: bytes,
        timeoutMs: options.printTimeoutMs ?? 30_000,
      });
      if (answer.status >= FIRST_REFUSAL) return { ok: false, bytesSent: 0, detail: statusText(answer.status) };
      jobId = Number(attributesOf(answer, GROUP.job).get('job-id')?.[0]);
    } catch (error) {
      if (!(error instanceof IppFailure)) return { ok: false, bytesSent: 0, detail: String(error) };
      if (!error.mayHaveArrived) return { ok: false, bytesSent: 0, detail: error.code };
      jobId = await findJob(client, uri, askTimeoutMs, ticket.name).catch(() => null);
      if (jobId === null) return { ok: false, bytesSent: bytes.length, detail: error.code };
    }
    onProgress?.(bytes.length);
    return { ok: true, bytesSent: bytes.length };
  }

  async function job(): Promise<KeptJob> {
    const answer = await ask(client, uri, askTimeoutMs, OPERATION.getJobAttributes, [
      { tag: 'integer', name: 'job-id', values: [jobId ?? 0] },
      requested(['job-state', 'job-state-reasons']),
    ]);
    if (answer.status === NOT_FOUND) return { state: 'lost', detail: 'the queue no longer knows the job' };
    if (answer.status >= FIRST_REFUSAL) throw refused(uri, answer.status);
    const attributes = attributesOf(answer, GROUP.job);
    const reasons = (attributes.get('job-state-reasons') ?? []).filter((word) => word !== 'none').join(', ');
    switch (Number(attributes.get('job-state')?.[0])) {
      case 9:
        return { state: 'done' };
      case 7:
      case 8:
        return { state: 'lost', detail: reasons === '' ? 'cancelled in the queue' : reasons };
      case 4:
        return { state: 'blocked', reasons: ['paused'] };
      default: {
        const now = ippPrinterStatus(await printer());
        if (now.state === 'blocked') return { state: 'blocked', reasons: now.reasons };
        return { state: Number(attributes.get('job-state')?.[0]) === 5 ? 'printing' : 'waiting' };
      }
    }
  }

  return {
    description: uri,
    async open() {
      await printer();
    },
    send,
    keeper: { status: async () => ippPrinterStatus(await printer()), job },
    onData: events.onData,
    onClosed: events.onClosed,
    async close() {
      events.finish({ byUs: true, detail: 'closed' });
    },
  };
}

async function ask(
  client: IppClient,
  uri: string,
  timeoutMs: number,
  operation: number,
  attributes: readonly IppAttribute[],
): Promise<IppAnswer> {
  try {
    return await client.call({ operation, attributes: [printerUri(uri), ...attributes], timeoutMs });
  } catch (error) {
    const detail = error instanceof IppFailure ? error.code : String(error);
    throw new AppError('ERR_DEVICE_OFFLINE', { path: uri, detail }, { cause: error });
  }
}

/** The job that came to stand under our name although its answer was lost; null when there is none. */
async function findJob(client: IppClient, uri: string, timeoutMs: number, name: string): Promise<number | null> {
  for (const which of ['not-completed', 'completed']) {
    const answer = await ask(client, uri, timeoutMs, OPERATION.getJobs, [
      { tag: 'keyword', name: 'which-jobs', values: [which] },
      requested(['job-id', 'job-name']),
    ]);
    for (const group of answer.groups)
      if (group.tag === GROUP.job && group.attributes.get('job-name')?.[0] === name)
        return Number(group.attributes.get('job-id')?.[0]);
  }
  return null;
}

function chooseFormat(formats: readonly string[], wanted: string): string | null {
  if (wanted === UNALTERED && formats.includes(CUPS_RAW)) return CUPS_RAW;
  return formats.includes(wanted) ? wanted : null;
}

function attributesOf(answer: IppAnswer, tag: number): ReadonlyMap<string, readonly IppValue[]> {
  return answer.groups.find((group) => group.tag === tag)?.attributes ?? new Map();
}

const printerUri = (uri: string): IppAttribute => ({ tag: 'uri', name: 'printer-uri', values: [uri] });
const requested = (values: readonly string[]): IppAttribute => ({
  tag: 'keyword',
  name: 'requested-attributes',
  values,
});

function refused(uri: string, status: number): AppError {
  if (status === NOT_FOUND) return new AppError('ERR_DEVICE_PORT_MISSING', { path: uri, detail: statusText(status) });
  return new AppError('ERR_DEVICE_PROTOCOL', { path: uri, detail: statusText(status) });
}

function statusText(status: number): string {
  return `IPP status ${status.toString(16).padStart(4, '0')}`;
}
