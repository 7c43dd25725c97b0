import { randomFillSync } from 'node:crypto';
import type { Clock } from '#core/kernel/clock.ts';
import type { IdSource } from '#core/kernel/id-source.ts';

/** Random bytes are fetched for so many ids at a time: asking the system for each id would cost more than the id. */
const IDS_PER_FILL = 512;
const RANDOM_BYTES = 6;
/** 32 bits count within a millisecond; they start below half, so that there is room to count up. */
const COUNTER_START_MAX = 2 ** 31;
const COUNTER_END = 2 ** 32;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * UUIDv7 (RFC 9562): ids of one source sort in the order in which they were made, also within a millisecond and when the clock
 * steps back, so that new rows land side by side at the end of their index.
 */
export function createUuidV7Source(clock: Clock): IdSource {
  const pool = new Uint8Array(IDS_PER_FILL * RANDOM_BYTES);
  let used = pool.length;
  let lastMs = 0;
  let counter = 0;

  function random(): number {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    return pool[used++] ?? 0;
  }

  function advance(nowMs: number): void {
    counter += 1;
    if (nowMs <= lastMs && counter < COUNTER_END) return;
    lastMs = Math.max(nowMs, lastMs + 1);
    counter = (((random() << 24) | (random() << 16) | (random() << 8) | random()) >>> 0) % COUNTER_START_MAX;
  }

  return {
    next() {
      advance(clock.nowMs());
      const time = lastMs.toString(16).padStart(12, '0');
      const high = (0x7000 | (counter >>> 20)).toString(16);
      const middle = (0x8000 | ((counter >>> 6) & 0x3fff)).toString(16);
      const low = HEX[((counter & 0x3f) << 2) | (random() & 0x03)] ?? '';
      return `${time.slice(0, 8)}-${time.slice(8)}-${high}-${middle}-${low}${byte()}${byte()}${byte()}${byte()}${byte()}`;
    },
  };

  function byte(): string {
    return HEX[random()] ?? '';
  }
}
