import type { SendOutcome } from '#main/devices/transports/transport.ts';

type Send = (bytes: Uint8Array, onProgress?: (bytesSent: number) => void) => Promise<SendOutcome>;

export interface SendQueue {
  readonly send: Send;
  /** Resolves when everything handed over so far has been sent, or has failed. */
  settled(): Promise<unknown>;
}

/** One after the other: a question in the middle of a label would become part of its picture. */
export function sendInTurn(sendNow: Send): SendQueue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    send(bytes, onProgress) {
      const outcome = last.then(() => sendNow(bytes, onProgress));
      last = outcome;
      return outcome;
    },
    settled: () => last,
  };
}
