import { createIppClient, IppFailure } from '#main/devices/transports/ipp/ipp-client.ts';
import { GROUP, OPERATION } from '#main/devices/transports/ipp/ipp-message.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface IppQueue {
  readonly uri: string;
  readonly label: string;
}

const CUPS_HERE = 'ipp://localhost:631/';

/** The queues of the CUPS on this PC; none where there is no CUPS. @throws AppError when it answers otherwise */
export async function listIppQueues(server = CUPS_HERE): Promise<IppQueue[]> {
  try {
    const answer = await createIppClient(server).call({
      operation: OPERATION.cupsGetPrinters,
      attributes: [
        {
          tag: 'keyword',
          name: 'requested-attributes',
          values: ['printer-name', 'printer-info', 'printer-make-and-model'],
        },
      ],
      timeoutMs: 3_000,
    });
    const printers = answer.groups.filter(({ tag }) => tag === GROUP.printer);
    return printers.map(({ attributes }) => {
      const name = String(attributes.get('printer-name')?.[0] ?? '');
      const words = ['printer-info', 'printer-make-and-model'].map((key) => String(attributes.get(key)?.[0] ?? ''));
      return { uri: new URL(`printers/${encodeURIComponent(name)}`, server).href, label: words.find(Boolean) ?? name };
    });
  } catch (error) {
    if (error instanceof IppFailure && error.code === 'ECONNREFUSED') return [];
    const detail = error instanceof IppFailure ? error.code : String(error);
    throw new AppError('ERR_DEVICE_OFFLINE', { path: server, detail }, { cause: error });
  }
}
