import type { Timers } from '#main/simulators/devices/timers.ts';

/** One end of a serial cable; a pseudo-terminal is one. */
export interface ByteDuplex {
  write(bytes: Uint8Array): void;
  /** Returns the unsubscribe function. */
  onData(listener: (bytes: Uint8Array) => void): () => void;
}

/** What can be wrong on a scale's cable. */
export interface LineManners {
  /** The scale says nothing at all. */
  readonly isSilent: boolean;
  /** 7E1 read as 8N1: every byte carries its even parity in bit 7. */
  readonly hasParityBit: boolean;
  /** Stray bytes in front of every frame. */
  readonly noise: readonly number[];
  /** Frames come in portions of so many bytes; 0 = whole. */
  readonly splitEvery: number;
  readonly splitGapMs: number;
}

const CLEAN: LineManners = { isSilent: false, hasParityBit: false, noise: [], splitEvery: 0, splitGapMs: 3 };

/** The scale's end of the cable: sends frames as cleanly or as badly as it is told to, and collects command lines. */
export interface ScaleLine {
  misbehave(manners: Partial<LineManners>): void;
  behave(): void;
  send(frame: string): void;
  /** Plugs a cable in; returns the way to pull it out. */
  attach(cable: ByteDuplex): () => void;
}

/** Longer input without a line end is no command. */
const MAX_COMMAND_BYTES = 64;

/**
 * @param onCommand gets each line without its end, or each byte of a dialect whose commands are single characters.
 */
export function createScaleLine(
  timers: Timers,
  onCommand: (command: string) => void,
  commands: 'lines' | 'bytes' = 'lines',
): ScaleLine {
  let manners = CLEAN;
  let cable: ByteDuplex | null = null;
  let typed = '';
  /** Portions on their way, in order. On a busy machine timers are late, and none may overtake another. */
  let underway: { readonly dueMs: number; readonly bytes: Uint8Array }[] = [];
  let cancelPump: () => void = () => undefined;

  function pump(): void {
    cancelPump();
    for (let next = underway[0]; next; next = underway[0]) {
      const waitMs = next.dueMs - timers.nowMs();
      if (waitMs > 0) {
        cancelPump = timers.after(waitMs, pump);
        return;
      }
      underway.shift();
      cable?.write(next.bytes);
    }
  }

  function unplug(): void {
    cable = null;
    underway = [];
    cancelPump();
  }

  function receive(bytes: Uint8Array): void {
    if (commands === 'bytes') {
      for (const byte of bytes) onCommand(String.fromCharCode(byte));
      return;
    }
    typed += Buffer.from(bytes).toString('latin1');
    const lines = typed.split(/\r\n|\r|\n/);
    typed = (lines.pop() ?? '').slice(-MAX_COMMAND_BYTES);
    for (const line of lines) if (line !== '') onCommand(line);
  }

  return {
    misbehave: (changes) => void (manners = { ...manners, ...changes }),
    behave: () => void (manners = CLEAN),
    send(frame) {
      if (manners.isSilent) return;
      const clean = [...manners.noise, ...Buffer.from(frame, 'latin1')];
      const bytes = Uint8Array.from(clean, (byte) => (manners.hasParityBit ? withEvenParity(byte) : byte));
      const portion = manners.splitEvery > 0 ? manners.splitEvery : bytes.length;
      const startMs = Math.max(timers.nowMs(), underway.at(-1)?.dueMs ?? 0);
      for (let at = 0; at < bytes.length; at += portion) {
        underway.push({ dueMs: startMs + (at / portion) * manners.splitGapMs, bytes: bytes.slice(at, at + portion) });
      }
      pump();
    },
    attach(plugged) {
      cable = plugged;
      typed = '';
      const stop = plugged.onData(receive);
      return () => {
        stop();
        if (cable === plugged) unplug();
      };
    },
  };
}

function withEvenParity(byte: number): number {
  let ones = 0;
  for (let bit = 0; bit < 7; bit += 1) ones += (byte >> bit) & 1;
  return (byte & 0x7f) | (ones % 2 === 1 ? 0x80 : 0);
}
