import type { ReadDb } from '#main/db/handles.ts';
import type { SeededRandom } from '#main/simulators/kit/seeded-random.ts';

/** Random outside numbers of all kinds, as stored: each finds at least one order. */
export function pickNumbers(db: ReadDb, random: SeededRandom, count: number): string[] {
  const anchors = db.pluck<[number], string>('SELECT value FROM external_ids ORDER BY value LIMIT 1 OFFSET ?');
  const total = db.pluck<[], number>('SELECT count(*) FROM external_ids').get() ?? 0;
  const after = db.pluck<[string, number], string>('SELECT value FROM external_ids WHERE value >= ? LIMIT ?');
  const numbers = new Set<string>();
  // Some places far apart, and some numbers around each: walking to each single one would take longer than the bench.
  const perPlace = 25;
  while (numbers.size < count) {
    const anchor = anchors.get(random.integer(0, Math.max(0, total - perPlace)));
    for (const value of after.all(anchor ?? '', perPlace)) numbers.add(value);
  }
  return random.shuffled([...numbers]).slice(0, count);
}
