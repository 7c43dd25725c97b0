import type { Timers } from '#main/lib/timers.ts';
import type { PrinterIdentity, PrinterInquiry, PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import type { Transport } from '#main/devices/transports/transport.ts';

export interface DetectOptions {
  readonly transport: Transport;
  readonly languages: readonly PrinterLanguage[];
  readonly timers: Timers;
  /** For each question. */
  readonly replyTimeoutMs?: number;
}

export interface DetectedLanguage {
  readonly languageId: string;
  readonly identity: PrinterIdentity;
}

const REPLY_TIMEOUT_MS = 700;
const LF = 0x0a;

/**
 * Asks a printer for its name in each language until one answer fits; null when none does. Opens and closes the transport.
 * @throws AppError as Transport.open
 */
export async function detectPrinter(options: DetectOptions): Promise<DetectedLanguage | null> {
  const { transport } = options;
  await transport.open();
  try {
    return await ask(options);
  } finally {
    await transport.close(0);
  }
}

async function ask({ transport, languages, timers, replyTimeoutMs }: DetectOptions): Promise<DetectedLanguage | null> {
  const asked: { readonly languageId: string; readonly inquiry: PrinterInquiry }[] = [];
  let received = new Uint8Array();
  let found: DetectedLanguage | null = null;
  let wakeUp: () => void = () => undefined;
  const stopData = transport.onData((bytes) => {
    received = Uint8Array.of(...received, ...bytes);
    for (const { languageId, inquiry } of asked) {
      // A slow printer may answer only after the next question was asked.
      const identity = inquiry.parse(received);
      if (identity) found ??= { languageId, identity };
    }
    if (found) wakeUp();
  });
  try {
    for (const question of inOrder(languages)) {
      asked.push(question);
      const answered = new Promise<void>((resolve) => {
        const cancel = timers.after(replyTimeoutMs ?? REPLY_TIMEOUT_MS, resolve);
        wakeUp = () => {
          cancel();
          resolve();
        };
      });
      const sent = await transport.send(question.inquiry.request);
      if (!sent.ok) return null;
      await answered;
      if (found) return found;
    }
    return null;
  } finally {
    stopData();
  }
}

/**
 * Questions without a line end first: a receipt printer would print the others as text, and what printers of lines make
 * of the first ones ends with the next line.
 */
function inOrder(languages: readonly PrinterLanguage[]) {
  return languages
    .flatMap(({ id, identify }) => (identify ? [{ languageId: id, inquiry: identify }] : []))
    .sort((a, b) => Number(a.inquiry.request.includes(LF)) - Number(b.inquiry.request.includes(LF)));
}
