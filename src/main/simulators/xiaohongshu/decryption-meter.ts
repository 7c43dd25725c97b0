import { formatBeijingTime } from '../kit/beijing-time.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';

const ORDERS_A_DAY = 10;

/** Lets so many order numbers be decrypted a day; one that was decrypted that day does not count again. */
export interface DecryptionMeter {
  allows(orderId: string): boolean;
}

export function createDecryptionMeter(clock: SimulatorClock): DecryptionMeter {
  let day = '';
  let seen = new Set<string>();
  return {
    allows(orderId) {
      const today = formatBeijingTime(clock.nowMs()).slice(0, 10);
      if (today !== day) seen = new Set();
      day = today;
      if (!seen.has(orderId) && seen.size >= ORDERS_A_DAY) return false;
      seen.add(orderId);
      return true;
    },
  };
}
