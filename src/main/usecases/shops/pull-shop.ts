import { inBatches } from '#shared/model/in-batches.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { turnsOf } from '#main/db/write-turns.ts';
import type { Act } from '#main/usecases/actor.ts';
import { endFailedPulls, notePullFailed, notePullRead } from '#main/usecases/alerts/pull-streaks.ts';
import { intakeMessages } from '#main/usecases/orders/intake-messages.ts';
import type { IntakeResult } from '#main/usecases/orders/intake-messages.ts';
import {
  endAnswered,
  endFoundSearches,
  manyAwaitFetching,
  putOffFetches,
  searchWithheld,
} from '#main/usecases/shops/announced-orders.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { advanceWatermark, nextWindow, noteFailedPull, noteReadSoFar } from '#main/usecases/shops/pull-window.ts';
import { readPages } from '#main/usecases/shops/read-pages.ts';
import type { PulledMessage } from '#main/usecases/shops/read-pages.ts';
import { noteLatenessOfPoll } from '#main/usecases/shops/tracks/lateness.ts';
import { hasPushTrack, noteSightings } from '#main/usecases/shops/tracks/note-sightings.ts';
import { noteLateness, pollOverlapMs } from '#main/usecases/shops/tracks/poll-overlap.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Messages per piece of work while somebody waits: with the commit behind it, a scan is heard within about 20 ms. */
const SMALL_PIECE = 3;
/** Otherwise more: what is looked up and written once per piece is less work. In between, the next page is taken from the network. */
const LARGE_PIECE = 50;

/** A pull that takes longer tells how far it is; most are over sooner. */
const NOTE_EVERY_MS = 5_000;

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
 * transaction that stores the last page of a window that was read without a gap (promise P1); a pull that fails halfway goes on with
 * the rest of its window, so that a platform that sends few pages at a time is read to the end too.
 */
export async function pullShop(
  context: UseCaseContext,
  act: Act,
  shop: ConnectedShop,
  signal: AbortSignal,
): Promise<PullResult> {
  const nowMs = context.clock.nowMs();
  const window = nextWindow(context.read, shop.id, nowMs, pollOverlapMs(context.read, shop.id, nowMs));
  const { fromMs, toMs, watermarkMs: known } = window;
  const begunAtMs = window.isRest ? fromMs : null;
  let restFromMs = begunAtMs;
  const isWatched = hasPushTrack(context.read, shop, nowMs);
  let notedAtMs = nowMs;
  let latestMs = 0;
  const changed: string[] = [];
  const totals = { created: 0, updated: 0, unchanged: 0, parked: 0 };
  const source = shop.connector.pullChanges(shop.channelContext(signal), { fromMs, toMs });
  for await (const page of readPages(context, shop, source)) {
    if (!page.ok) {
      const { failure } = page;
      context.db.transaction((tx) => {
        const atMs = context.clock.nowMs();
        noteFailedPull(tx, shop.id, { failure, window, restFromMs }, atMs);
        // What it stored before it failed came in all the same: only a pull that gets nowhere needs a person.
        if (restFromMs === begunAtMs) notePullFailed(tx, shop.id, atMs);
        else endFailedPulls(tx, shop.id);
      });
      return { ...totals, failure, more: false };
    }
    const { messages, askedAtMs, readUntilMs } = page.value;
    const turns = turnsOf(context.db);
    const pieces = inBatches(messages, turns.isSomeoneThere() ? SMALL_PIECE : LARGE_PIECE);
    const isLight = context.lightPath?.isOn() === true;
    const isBehind = !isLight && manyAwaitFetching(context.read, shop.id);
    // Up to the watermark it reads once more what is here.
    const goesFirst = isBehind && (restFromMs ?? fromMs) >= (known ?? fromMs);
    const how = { isWatched, endsFetches: isLight || isBehind, goesFirst, askedAtMs };
    const results = await turns.runEach(pieces, (piece) => takeIn(context, act, shop, piece, how));
    for (const result of results) {
      if (!isWatched && known !== null) changed.push(...changedOrders(result));
      if (known !== null) latestMs = Math.max(latestMs, latenessOf(context.read, result, known));
      totals.created += result.created;
      totals.updated += result.updated;
      totals.unchanged += result.unchanged + result.stale;
      totals.parked += result.parked;
    }
    if (readUntilMs !== undefined) restFromMs = Math.max(restFromMs ?? fromMs, Math.min(readUntilMs, toMs - 1));
    if (restFromMs !== null && restFromMs !== begunAtMs && context.clock.nowMs() >= notedAtMs + NOTE_EVERY_MS) {
      const soFar = { restFromMs, window };
      await turns.run(() => context.db.transaction((tx) => noteReadSoFar(tx, shop.id, soFar)));
      notedAtMs = context.clock.nowMs();
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
  how: {
    readonly isWatched: boolean;
    /** Only in a rush: otherwise each order is fetched at once, and a list that lags behind must not stand in for it. */
    readonly endsFetches: boolean;
    /** More orders wait to be fetched than the platform gives calls for, and this poll brings them. */
    readonly goesFirst: boolean;
    readonly askedAtMs: number;
  },
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
      if (!how.isWatched) return;
      const sighting = { way: 'poll', seenAtMs: atMs, hereAtMs: atMs } as const;
      noteSightings(tx, shop.id, 'poll', numbers, sighting);
      if (how.endsFetches)
        noteSightings(tx, shop.id, 'push', endAnswered(tx, shop.id, numbers, how.askedAtMs, atMs), sighting);
      if (how.goesFirst) putOffFetches(tx, shop.id, atMs);
    },
  });
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
