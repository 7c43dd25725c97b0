import type { EndOfJob } from '#main/devices/printers/printer-language.ts';
import type { Transport } from '#main/devices/transports/transport.ts';

/** Hears the mark at the end of a job come back. */
export interface EchoListener {
  /** What is sent right behind the job. */
  readonly command: Uint8Array;
  isHeard(): boolean;
  dispose(): void;
}

/**
 * Letters whose second bit is 0: inside an echo none of them can be taken for a real-time state byte of ESC/POS, which
 * always has it set (devices.md section 6).
 */
const LETTERS = '014589ADEHILMPQTUXadehilmpqtuxy@';
/** An echo is a few bytes; more is kept only because states and echoes come mixed. */
const KEPT_BYTES = 256;

/** Listens from before the first byte of the job. Marks come around after 17 minutes, long after an echo could still be on its way. */
export function listenForEcho(
  transport: Transport,
  endOfJob: Extract<EndOfJob, { kind: 'echo' }>,
  nowMs: number,
): EchoListener {
  const mark = markOf(nowMs);
  let received = new Uint8Array();
  let isHeard = false;
  const stop = transport.onData((bytes) => {
    received = Uint8Array.of(...received, ...bytes).slice(-KEPT_BYTES);
    isHeard ||= endOfJob.isIn(received, mark);
  });
  return { command: endOfJob.command(mark), isHeard: () => isHeard, dispose: stop };
}

function markOf(nowMs: number): string {
  let rest = nowMs;
  let mark = '';
  for (let index = 0; index < 4; index += 1) {
    mark = LETTERS.charAt(rest % LETTERS.length) + mark;
    rest = Math.floor(rest / LETTERS.length);
  }
  return mark;
}
