import { inBatches } from '#shared/model/in-batches.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import { turnsOf } from '#main/db/write-turns.ts';
import type { Act } from '#main/usecases/actor.ts';
import { notePullFailed, notePullRead } from '#main/usecases/alerts/pull-streaks.ts';
import { intakeMessages } from '#main/usecases/orders/intake-messages.ts';
import type { IntakeResult } from '#main/usecases/orders/intake-messages.ts';
import { endAnswered, endFoundSearches, searchWithheld } from '#main/usecases/shops/announced-orders.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { readPages } from '#main/usecases/shops/read-pages.ts';
import type { PulledMessage } from '#main/usecases/shops/read-pages.ts';
import { noteLatenessOfPoll } from '#main/usecases/shops/tracks/lateness.ts';
import { hasPushTrack, noteSightings } from '#main/usecases/shops/tracks/note-sightings.ts';
import { noteLateness, pollOverlapMs } from '#main/usecases/shops/tracks/poll-overlap.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** How far back the very first poll looks. */
const FIRST_WINDOW_MS = 7 * 24 * 3_600_000;
/** Channels show changes of about three months (TOP: "the last 3 months are visible"). */
const LONGEST_BACK_MS = 90 * 24 * 3_600_000;
/** Messages per piece of work while somebody waits: with the commit behind it, a scan is heard within about 20 ms. */
const SMALL_PIECE = 3;
/** Otherwise more: what is looked up and written once per piece is less work. In between, the next page is taken from the network. */
const LARGE_PIECE = 50;
/** One poll covers at most this span, so that a long outage is caught up in steps that each advance the watermark. */
const MAX_SPAN_MS = 24 * 3_600_000;

export interface PullResult {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly parked: number;
  readonly failure: PluginFailure | null;
  /** The window ended before now: pull again at once. */
  readonly more: boolean;
}

/**
 * Reads what changed on the platform since the watermark and takes it in page by page. The watermark advances only in the
 * transaction that stores the last page of a window that was read without a failure (promise P1).
 */
export async function pullShop(
  context: UseCaseContext,
  act: Act,
  shop: ConnectedShop,
  signal: AbortSignal,
): Promise<PullResult> {
  const nowMs = context.clock.nowMs();
  const known =
    context.read
      .prepare<[string], { watermark_ms: number }>(
        "SELECT watermark_ms FROM sync_cursors WHERE shop_id = ? AND stream = 'orders'",
      )
      .get(shop.id)?.watermark_ms ?? null;
  const watermark = known ?? nowMs - FIRST_WINDOW_MS;
  const fromMs = startOfWindow(watermark, nowMs, pollOverlapMs(context.read, shop.id, nowMs));
  const isWatched = hasPushTrack(context.read, shop, nowMs);
  let latestMs = 0;
  const changed: string[] = [];
  const toMs = Math.min(nowMs, fromMs + MAX_SPAN_MS);
  const totals = { created: 0, updated: 0, unchanged: 0, parked: 0 };
  const source = shop.connector.pullChanges(shop.channelContext(signal), { fromMs, toMs });
  for await (const page of readPages(context, shop, source)) {
    if (!page.ok) {
      recordFailure(context, shop.id, page.failure);
      return { ...totals, failure: page.failure, more: false };
    }
    const { messages, askedAtMs } = page.value;
    const turns = turnsOf(context.db);
    const pieces = inBatches(messages, turns.isSomeoneThere() ? SMALL_PIECE : LARGE_PIECE);
    const results = await turns.runEach(pieces, (piece) => takeIn(context, act, shop, piece, { isWatched, askedAtMs }));
    for (const result of results) {
      if (!isWatched && known !== null) changed.push(...changedOrders(result));
      if (known !== null) latestMs = Math.max(latestMs, latenessOf(context.read, result, known));
      totals.created += result.created;
      totals.updated += result.updated;
      totals.unchanged += result.unchanged + result.stale;
      totals.parked += result.parked;
    }
  }
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    advanceWatermark(tx, shop.id, toMs, atMs);
    notePullRead(tx, shop.id, { fromMs, toMs }, totals.created + totals.updated + totals.unchanged + totals.parked);
    noteLateness(tx, shop.id, latestMs, atMs);
    noteLatenessOfPoll(tx, changed, atMs);
    endFoundSearches(tx, shop.id, atMs);
  });
  return { ...totals, failure: null, more: toMs < nowMs };
}

function takeIn(
  context: UseCaseContext,
  act: Act,
  shop: ConnectedShop,
  messages: readonly PulledMessage[],
  { isWatched, askedAtMs }: { readonly isWatched: boolean; readonly askedAtMs: number },
): IntakeResult {
  const withheld = messages.filter((message) => message.isWithheld).map((each) => each.externalNumber);
  return intakeMessages(context, act, {
    shop,
    connector: shop.connector,
    statusMap: shop.statusMap,
    messages: messages.map((message) => ({
      shopId: shop.id,
      source: 'poll',
      topic: 'order',
      externalNumber: message.externalNumber,
      apiVersion: shop.connector.apiVersion,
      signature: 'transport',
      deliveryId: null,
      payload: message.payload,
      read: message.read,
      receivedAtMs: context.clock.nowMs(),
    })),
    alongside(tx) {
      searchWithheld(tx, context, shop.id, withheld);
      const numbers = messages.map((message) => message.externalNumber);
      const atMs = context.clock.nowMs();
      if (!isWatched) return;
      const sighting = { way: 'poll', seenAtMs: atMs, hereAtMs: atMs } as const;
      noteSightings(tx, shop.id, 'poll', numbers, sighting);
      // Only in a rush: otherwise each is fetched at once, and a list that lags behind must not stand in for it.
      if (context.lightPath?.isOn())
        noteSightings(tx, shop.id, 'push', endAnswered(tx, shop.id, numbers, askedAtMs, atMs), sighting);
    },
  });
}

/**
 * A watermark that lies ahead was set while this PC's clock was wrong: how far the platform was really read is not known, so
 * the first window is read again. One that lies ages back was set by a clock that had lost its time.
 */
function startOfWindow(watermarkMs: number, nowMs: number, overlapMs: number): number {
  if (watermarkMs > nowMs) return nowMs - FIRST_WINDOW_MS;
  return Math.max(watermarkMs, nowMs - LONGEST_BACK_MS) - overlapMs;
}

function changedOrders({ outcomes }: IntakeResult): string[] {
  return outcomes.flatMap(({ kind, orderId }) =>
    (kind === 'created' || kind === 'updated') && orderId !== null ? [orderId] : [],
  );
}

/** How far behind the watermark the oldest news lay: the platform showed it only after that place was read. */
function latenessOf(db: ReadDb, result: IntakeResult, watermarkMs: number): number {
  const version = db.pluck<[string], number>('SELECT platform_version_ms FROM orders WHERE id = ?');
  let lateMs = 0;
  for (const { kind, orderId } of result.outcomes) {
    if ((kind !== 'created' && kind !== 'updated') || orderId === null) continue;
    lateMs = Math.max(lateMs, watermarkMs - (version.get(orderId) ?? watermarkMs));
  }
  return lateMs;
}

function advanceWatermark(tx: WriteTx, shopId: string, watermarkMs: number, atMs: number): void {
  tx.prepare<[string, number, number]>(
    `INSERT INTO sync_cursors (shop_id, stream, watermark_ms, last_success_at_ms) VALUES (?, 'orders', ?, ?)
     ON CONFLICT (shop_id, stream) DO UPDATE SET watermark_ms = excluded.watermark_ms, last_success_at_ms = excluded.last_success_at_ms, failure_json = NULL`,
  ).run(shopId, watermarkMs, atMs);
  tx.changed('shops');
}

/** A failed poll is shown on the shop's page; the watermark stays, so the next poll reads the same window again. */
function recordFailure(context: UseCaseContext, shopId: string, failure: PluginFailure): void {
  const nowMs = context.clock.nowMs();
  context.db.transaction((tx) => {
    tx.prepare<[string, number, number, string]>(
      `INSERT INTO sync_cursors (shop_id, stream, watermark_ms, last_failure_at_ms, failure_json) VALUES (?, 'orders', ?, ?, ?)
       ON CONFLICT (shop_id, stream) DO UPDATE SET last_failure_at_ms = excluded.last_failure_at_ms, failure_json = excluded.failure_json`,
    ).run(
      shopId,
      nowMs - FIRST_WINDOW_MS,
      nowMs,
      JSON.stringify({ code: failure.code, data: { vendorCode: failure.vendorCode, vendorText: failure.vendorText } }),
    );
    notePullFailed(tx, shopId, nowMs);
    tx.changed('shops');
  });
}
