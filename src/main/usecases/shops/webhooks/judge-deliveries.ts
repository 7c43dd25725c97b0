import type { ReadDb } from '#main/db/handles.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import { readMailbox } from '#main/usecases/relay/read-relay.ts';
import { readTracks } from '#main/usecases/shops/tracks/read-tracks.ts';
import type { JudgedFinding } from '#main/usecases/shops/webhooks/judge-subscriptions.ts';
import type { Problem } from '#shared/contract/common.ts';

const DAY_MS = 86_400_000;
/** Fewer repeats say nothing: a platform repeats what it is not sure of. */
const FEWEST_REPEATS = 5;
const NOTED_SHARE = 0.05;
/** So many repeats mean that answers come too late for the platform. */
const BAD_SHARE = 0.3;

/** What is wrong with the pushes that came, or did not: from what is stored here. */
export function judgeDeliveries(db: ReadDb, shopId: string, nowMs: number): JudgedFinding[] {
  return [
    ...judgeGaps(db, shopId, nowMs),
    ...judgeRepeats(db, shopId, nowMs),
    ...judgeSignatures(db, shopId, nowMs),
    ...judgeRelay(db, shopId),
  ];
}

/** Orders that a poll saw and no push told about. */
function judgeGaps(db: ReadDb, shopId: string, nowMs: number): JudgedFinding[] {
  const { pushMissed, lastPushAtMs } = readTracks(db, shopId, nowMs);
  if (lastPushAtMs === null) return [of('none_arrived', 'note', {})];
  return pushMissed === 0 ? [] : [of('gaps', 'warn', { n: pushMissed })];
}

/** Deliveries that came more than once; the archive dropped and counted them. */
function judgeRepeats(db: ReadDb, shopId: string, nowMs: number): JudgedFinding[] {
  const sums = db
    .prepare<[number, string], { n: number | null; of: number | null }>(
      "SELECT SUM(seen_count - 1) AS n, SUM(seen_count) AS of FROM raw_messages WHERE received_at_ms >= ? AND shop_id = ? AND source = 'push'",
    )
    .get(nowMs - 2 * DAY_MS, shopId);
  const [n, all] = [sums?.n ?? 0, sums?.of ?? 0];
  if (n < FEWEST_REPEATS || n < NOTED_SHARE * all) return [];
  return [of('repeated', n < BAD_SHARE * all ? 'note' : 'warn', { n, of: all, percent: Math.round((100 * n) / all) })];
}

function judgeSignatures(db: ReadDb, shopId: string, nowMs: number): JudgedFinding[] {
  const cursor = db
    .prepare<[string], { failure_json: string | null; last_failure_at_ms: number | null }>(
      "SELECT failure_json, last_failure_at_ms FROM sync_cursors WHERE shop_id = ? AND stream = 'push'",
    )
    .get(shopId);
  if (!cursor?.last_failure_at_ms || cursor.last_failure_at_ms < nowMs - DAY_MS) return [];
  const problem = readProblem(cursor.failure_json);
  return [of('signature', problem ? 'stop' : 'note', {}, problem)];
}

function judgeRelay(db: ReadDb, shopId: string): JudgedFinding[] {
  const mailbox = readMailbox(db, shopId);
  if (!mailbox) return [];
  const { refusedCount, refusedProblem, lostCount, unreadableCount } = mailbox;
  return [
    ...(refusedCount > 0 ? [of('relay_refused', 'stop', { n: refusedCount }, refusedProblem)] : []),
    ...(lostCount + unreadableCount > 0 ? [of('relay_lost', 'warn', { n: lostCount + unreadableCount })] : []),
  ];
}

function of(
  kind: JudgedFinding['kind'],
  level: JudgedFinding['level'],
  data: JudgedFinding['data'],
  problem: Problem | null = null,
): JudgedFinding {
  return { key: kind, kind, level, data, problem, fix: null };
}
