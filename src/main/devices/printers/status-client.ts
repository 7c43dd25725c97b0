import type { Timers } from '#main/lib/timers.ts';
import type { PrinterStatus, PrinterStatusProtocol } from '#main/devices/printers/printer-language.ts';
import type { Transport } from '#main/devices/transports/transport.ts';

/** "No reply" is a state of its own, never "ready" (reference devices.md, hard rule 6). */
export type StatusAnswer = PrinterStatus | 'no_reply' | 'closed';

export interface StatusClient {
  /** Asks once; one question at a time. */
  ask(): Promise<StatusAnswer>;
  /** Stops listening; the transport stays open. */
  dispose(): void;
}

/** Asks a printer for its state over an open transport. What arrived before a question is not an answer to it. */
export function createStatusClient(
  transport: Transport,
  protocol: PrinterStatusProtocol,
  timers: Timers,
  replyTimeoutMs: number,
): StatusClient {
  let received = new Uint8Array();
  let conclude: ((answer: StatusAnswer) => void) | null = null;
  let isClosed = false;

  const stopData = transport.onData((bytes) => {
    if (!conclude) return;
    received = Uint8Array.of(...received, ...bytes);
    const status = protocol.parse(received);
    if (status) conclude(status);
  });
  const stopClosed = transport.onClosed(() => {
    isClosed = true;
    conclude?.('closed');
  });

  return {
    async ask() {
      if (isClosed) return 'closed';
      received = new Uint8Array();
      const answer = new Promise<StatusAnswer>((resolve) => {
        const cancelTimer = timers.after(replyTimeoutMs, () => conclude?.('no_reply'));
        conclude = (value) => {
          conclude = null;
          cancelTimer();
          resolve(value);
        };
      });
      const sent = await transport.send(protocol.request);
      if (!sent.ok) conclude?.('closed');
      return answer;
    },
    dispose() {
      stopData();
      stopClosed();
    },
  };
}
