import type { Timers } from '#main/lib/timers.ts';
import type { ScaleDecoder, ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';

export interface ScalePollerOptions {
  readonly protocol: ScaleProtocol;
  readonly timers: Timers;
  readonly send: (bytes: Uint8Array) => void;
  readonly onFrame: (frame: ScaleFrame) => void;
}

/** Asks a scale again and again, one question at a time; for a scale that streams it only listens. */
export interface ScalePoller {
  start(): void;
  receive(bytes: Uint8Array): void;
  stop(): void;
}

/** Three missed answers are less than the two seconds after which a scale counts as offline. */
const REPLY_TIMEOUT_MS = 600;

export function createScalePoller({ protocol, timers, send, onFrame }: ScalePollerOptions): ScalePoller {
  const request = protocol.pollRequest;
  let decoder: ScaleDecoder = protocol.createDecoder();
  let isAwaiting = false;
  let cancelTimer: () => void = () => undefined;

  function ask(question: Uint8Array): void {
    isAwaiting = true;
    cancelTimer = timers.after(REPLY_TIMEOUT_MS, () => {
      isAwaiting = false;
      // Half a reply that comes after its time must not be glued to the next one.
      decoder = protocol.createDecoder();
      askLater(question);
    });
    send(question);
  }

  function askLater(question: Uint8Array): void {
    cancelTimer();
    cancelTimer = timers.after(protocol.pollIntervalMs, () => ask(question));
  }

  return {
    start() {
      cancelTimer();
      decoder = protocol.createDecoder();
      isAwaiting = false;
      if (request) ask(request);
    },
    receive(bytes) {
      const frames = decoder.push(bytes);
      if (!request) {
        frames.forEach(onFrame);
        return;
      }
      const reply = decoder.takeReply?.() ?? null;
      if (reply && isAwaiting) send(reply);
      // Nobody asked: the answer came after its time and speaks of the past.
      if (frames.length === 0 || !isAwaiting) return;
      isAwaiting = false;
      askLater(request);
      frames.forEach(onFrame);
    },
    stop() {
      cancelTimer();
      isAwaiting = false;
    },
  };
}
