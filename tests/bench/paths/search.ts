import { listOrders } from '#main/usecases/orders/list-orders.ts';
import { createSeededRandom } from '#main/simulators/kit/seeded-random.ts';
import type { SeededRandom } from '#main/simulators/kit/seeded-random.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import { BENCH_CATALOGUE } from '../data/bench-catalogue.ts';
import { pickNumbers } from '../data/bench-numbers.ts';
import { BENCH_SHOPS } from '../data/bench-orders.ts';
import { timedRow } from '../harness/bench-row.ts';
import type { BenchRow } from '../harness/bench-row.ts';
import { timeCall } from '../harness/stopwatch.ts';

const CALLS_PER_KIND = 150;
const PAGE = 50;
const STATUSES = ['ready_to_pack', 'on_hold', 'refunding', 'shipped', 'completed', 'cancelled'] as const;

/** What people type: each kind makes a text from the seed. Some find a fifth of all orders, some nothing. */
function textKinds(numbers: readonly string[]): Readonly<Record<string, (random: SeededRandom) => string>> {
  const good = (random: SeededRandom) => random.pick(BENCH_CATALOGUE);
  const part = (random: SeededRandom, text: string, length: number) => {
    const letters = [...text.replaceAll(/\s/g, '')];
    const start = random.integer(0, Math.max(0, letters.length - length));
    return letters.slice(start, start + length).join('');
  };
  return {
    'two-chinese-characters': (random) => part(random, good(random).title, 2),
    'chinese-word': (random) => part(random, good(random).title, random.integer(3, 6)),
    'english-word': (random) =>
      random.pick(
        good(random)
          .titleEn.split(' ')
          .filter((word) => word.length >= 3),
      ),
    'two-words': (random) =>
      `${random.pick(good(random).titleEn.split(' '))} ${random.pick(good(random).variantEn.split(' '))}`,
    'two-chinese-words': (random) => `${part(random, good(random).title, 2)} ${good(random).variant}`,
    'sku-code': (random) => good(random).code,
    'end-of-number': (random) => random.pick(numbers).slice(-random.integer(4, 8)),
    'whole-number': (random) => random.pick(numbers),
    'note-word': (random) => random.pick(['顺丰', '包装', '送小样', 'leave at the door', '快递柜']),
    'no-such-word': (random) => `${random.hex(3)}${random.digits(3)}zq`,
  };
}

/** Free text over all orders, alone and within filters of the sidebar: first page and second. */
export function benchSearch(db: OpenDatabase, seed: number): BenchRow[] {
  const random = createSeededRandom(seed).fork('search');
  const kinds = textKinds(pickNumbers(db, random, 500));
  const rows: BenchRow[] = [];
  const all: number[] = [];
  const filtered: number[] = [];
  for (const [kind, textOf] of Object.entries(kinds)) {
    const samples = Array.from({ length: CALLS_PER_KIND }, () =>
      timeCall(() => listOrders(db, { text: textOf(random), limit: PAGE })),
    );
    rows.push(timedRow(`orders/search/${kind}`, 'ms p99', 60, samples));
    all.push(...samples);
    for (let call = 0; call < CALLS_PER_KIND; call += 1) {
      const text = textOf(random);
      const status = random.pick([...STATUSES, null]);
      const shopId = status === null || random.chance(0.5) ? random.pick(BENCH_SHOPS).id : null;
      filtered.push(timeCall(() => listOrders(db, { text, status, shopId, limit: PAGE })));
    }
  }
  return [
    timedRow('orders/search', 'ms p99', 60, all),
    timedRow('orders/search-within-filter', 'ms p99', 60, filtered),
    ...rows,
  ];
}
