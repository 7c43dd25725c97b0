import type { Timers } from '#main/lib/timers.ts';
import type { PrinterStatus, PrinterStatusProtocol, StatusQuestion } from '#main/devices/printers/printer-status.ts';
import type { Transport } from '#main/devices/transports/transport.ts';

/** "No reply" is a state of its own, never "ready" (reference devices.md, hard rule 6). */
export type StatusAnswer = PrinterStatus | 'no_reply' | 'closed';

export interface StatusClient {
  /** Asks once, with as many questions as the language needs; one round at a time. */
  ask(): Promise<StatusAnswer>;
  /** Questions that were not answered in time; as many answers may still be on their way. */
  missed(): number;
  /** Stops listening; the transport stays open. */
  dispose(): void;
}

export interface StatusClientOptions {
  readonly transport: Transport;
  readonly protocol: PrinterStatusProtocol;
  readonly timers: Timers;
  readonly replyTimeoutMs: number;
}

/** Asks a printer for its state over an open transport. What arrived before a question is not an answer to it. */
export function createStatusClient(options: StatusClientOptions): StatusClient {
  const { transport, protocol, timers, replyTimeoutMs } = options;
  let received = new Uint8Array();
  let question: StatusQuestion | null = null;
  let conclude: (answer: Uint8Array | 'no_reply' | 'closed') => void = () => undefined;
  let missed = 0;
  let isClosed = false;

  const stopData = transport.onData((bytes) => {
    if (!question) return;
    received = Uint8Array.of(...received, ...bytes);
    const answer = question.find(received);
    if (answer) conclude(answer);
  });
  const stopClosed = transport.onClosed(() => {
    isClosed = true;
    conclude('closed');
  });

  async function askOne(asked: StatusQuestion): Promise<Uint8Array | 'no_reply' | 'closed'> {
    if (isClosed) return 'closed';
    received = new Uint8Array();
    const answer = new Promise<Uint8Array | 'no_reply' | 'closed'>((resolve) => {
      const cancelTimer = timers.after(replyTimeoutMs, () => conclude('no_reply'));
      question = asked;
      conclude = (value) => {
        conclude = () => undefined;
        question = null;
        cancelTimer();
        if (value === 'no_reply') missed += 1;
        resolve(value);
      };
    });
    const sent = await transport.send(asked.request);
    if (!sent.ok) conclude('closed');
    return answer;
  }

  return {
    async ask() {
      const answers: Uint8Array[] = [];
      for (const asked of protocol.questions) {
        const answer = await askOne(asked);
        if (answer === 'closed' || answer === 'no_reply') return answer;
        answers.push(answer);
        const status = protocol.read(answers);
        if (status) return status;
      }
      return 'no_reply';
    },
    missed: () => missed,
    dispose() {
      stopData();
      stopClosed();
    },
  };
}
