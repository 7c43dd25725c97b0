import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileConnector } from '#main/plugins/channels/file/file-connector.ts';
import { endCounts } from '#main/usecases/shops/reconcile/end-counts.ts';
import { countSightings } from '#main/usecases/shops/tracks/count-sightings.ts';
import { hasPushTrack, noteSightings } from '#main/usecases/shops/tracks/note-sightings.ts';
import type { Sighting, Track } from '#main/usecases/shops/tracks/sighting.ts';
import { readWays } from '#main/usecases/shops/tracks/lateness.ts';
import { noteLateness, pollOverlapMs } from '#main/usecases/shops/tracks/poll-overlap.ts';
import { readTracks } from '#main/usecases/shops/tracks/read-tracks.ts';
import { START_MS, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

const MINUTE_MS = 60_000;

describe('polls and pushes', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  beforeEach(() => {
    bed = openUseCaseBed();
    bed.addSku('A', 100);
  });
  afterEach(() => bed.close());

  const seen = (track: Track, number: string) =>
    bed.context.db.transaction((tx) => noteSightings(tx, 's1', track, [number], now(track)));
  const now = (track: Track): Sighting => ({
    way: track === 'poll' ? 'poll' : 'webhook',
    seenAtMs: bed.clock.atMs,
    hereAtMs: bed.clock.atMs,
  });
  const arrive = (number: string, version = START_MS) =>
    bed.intake([paidDraft(number, 'A', 1, { platformVersionMs: version })]);
  function count(afterMs: number, readUpToMs = START_MS + 24 * 60 * MINUTE_MS) {
    bed.clock.atMs = START_MS + afterMs;
    bed.context.db.transaction((tx) => {
      tx.prepare(
        "INSERT INTO sync_cursors (shop_id, stream, watermark_ms) VALUES ('s1', 'orders', ?) ON CONFLICT DO UPDATE SET watermark_ms = excluded.watermark_ms",
      ).run(readUpToMs);
    });
    countSightings(bed.context, 's1');
    return readTracks(bed.context.read, 's1', bed.clock.atMs);
  }

  it('tell what only the other one saw, and how late each was', () => {
    for (const number of ['BOTH', 'POLL', 'PUSH']) arrive(number);
    bed.clock.atMs = START_MS + 2_000;
    for (const number of ['BOTH', 'PUSH']) seen('push', number);
    bed.clock.atMs = START_MS + 4 * MINUTE_MS;
    for (const number of ['BOTH', 'POLL', 'POLL']) seen('poll', number);
    expect(count(30 * MINUTE_MS)).toMatchObject({
      pollMissed: 1,
      pushMissed: 1,
      pushLateMs: 2_000,
      pollLateMs: 4 * MINUTE_MS,
    });
    // Counted once.
    expect(count(40 * MINUTE_MS)).toMatchObject({ pollMissed: 1, pushMissed: 1 });
  });

  it('are not blamed before they had their time', () => {
    arrive('N1');
    seen('push', 'N1');
    expect(count(10 * MINUTE_MS)).toMatchObject({ pollMissed: 0 });
    // The polls have not read so far yet.
    expect(count(30 * MINUTE_MS, START_MS + MINUTE_MS)).toMatchObject({ pollMissed: 0 });
    expect(count(31 * MINUTE_MS)).toMatchObject({ pollMissed: 1 });
  });

  it('are not blamed for a state that was overtaken by a later one which they saw', () => {
    arrive('N1');
    seen('push', 'N1');
    arrive('N1', START_MS + 1_000);
    seen('push', 'N1');
    seen('poll', 'N1');
    expect(count(30 * MINUTE_MS)).toMatchObject({ pollMissed: 0, pushMissed: 0 });
  });

  it('are not blamed for what a simulated platform forgot that began with its first orders again', () => {
    for (const number of ['POLL', 'PUSH', 'BOTH']) arrive(number);
    for (const number of ['PUSH', 'BOTH']) seen('push', number);
    for (const number of ['POLL', 'BOTH']) seen('poll', number);
    endCounts(bed.context, 's1');
    arrive('LATER', START_MS + 1_000);
    seen('push', 'LATER');
    expect(count(30 * MINUTE_MS)).toMatchObject({ pollMissed: 1, pushMissed: 0, pushLateMs: 0, pollLateMs: 0 });
  });

  it('tell how late each way runs: half of the changes, 95 of 100, the last one, and what waited at the relay', () => {
    const SECOND_MS = 1_000;
    for (let n = 1; n <= 20; n += 1) {
      arrive(`R${n}`, START_MS + n);
      const seenAtMs = START_MS + n + n * SECOND_MS;
      const sighting: Sighting = { way: 'relay', seenAtMs, hereAtMs: seenAtMs + (n === 20 ? 3_600_000 : 500) };
      bed.context.db.transaction((tx) => noteSightings(tx, 's1', 'push', [`R${n}`], sighting));
      // Seen again it says nothing new.
      bed.context.db.transaction((tx) => noteSightings(tx, 's1', 'push', [`R${n}`], { ...sighting, hereAtMs: 9e12 }));
    }
    const ways = [
      { way: 'relay', inUse: false },
      { way: 'webhook', inUse: false },
      { way: 'poll', inUse: true },
    ] as const;
    expect(readWays(bed.context.read, 's1', ways, START_MS + 7_200_000)).toMatchObject([
      { way: 'relay', count: 20, halfMs: 10_500, mostMs: 19_500, lastMs: 3_620_000, waitedMostMs: 500 },
      { way: 'poll', count: 0, halfMs: null, lastAtMs: null },
    ]);
    expect(readWays(bed.context.read, 's1', ways, START_MS + 5 * 86_400_000).map(({ way }) => way)).toEqual(['poll']);
  });

  it('are compared only where a push ever came', () => {
    const shop = { id: 's1', connector: fileConnector };
    expect(hasPushTrack(bed.context.read, shop, START_MS)).toBe(false);
    arrive('N1');
    seen('push', 'N1');
    expect(hasPushTrack(bed.context.read, shop, START_MS)).toBe(true);
  });

  it('let the polls read back twice as far as the platform was late, for a week, within bounds', () => {
    const overlap = (nowMs: number) => pollOverlapMs(bed.context.read, 's1', nowMs) / MINUTE_MS;
    const late = (minutes: number) =>
      bed.context.db.transaction((tx) => noteLateness(tx, 's1', minutes * MINUTE_MS, START_MS));
    late(3);
    expect(overlap(START_MS)).toBe(10);
    late(20);
    expect(overlap(START_MS)).toBe(40);
    late(300);
    expect(overlap(START_MS)).toBe(120);
    expect(overlap(START_MS + 9 * 24 * 60 * MINUTE_MS)).toBe(10);
  });
});
