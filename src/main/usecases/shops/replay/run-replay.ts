import { inflateRawSync } from 'node:zlib';
import type { WriteTx } from '#main/db/handles.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { Act } from '#main/usecases/actor.ts';
import { giveWay } from '#main/usecases/give-way.ts';
import type { IncomingMessage } from '#main/usecases/orders/archive-message.ts';
import { intakeMessages } from '#main/usecases/orders/intake-messages.ts';
import type { ConnectedShop, OpenShop } from '#main/usecases/shops/connected-shop.ts';
import { hiddenUntil } from '#main/usecases/shops/hidden-history.ts';
import { findReplay } from '#main/usecases/shops/replay/manage-replays.ts';
import type { ReplayRow } from '#main/usecases/shops/replay/manage-replays.ts';
import { tryMessage } from '#main/usecases/shops/replay/try-message.ts';
import type { Tried } from '#main/usecases/shops/replay/try-message.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { isErased } from '#main/usecases/orders/erase/erased-payload.ts';

const MESSAGES_PER_STEP = 50;
/** A part of the platform's history that is read in one go, and again from its beginning when it was cut short. */
const HISTORY_STEP_MS = 6 * 3_600_000;

/**
 * Reads a window once more, step by step, each with its place in one transaction. What would change nothing is not applied, so
 * that timelines tell only what happened. Goes on where it was cut short. @returns the failure of a platform that did not answer
 */
export async function runReplay(
  context: UseCaseContext,
  openShop: OpenShop,
  replayId: string,
  signal: AbortSignal,
): Promise<PluginFailure | null> {
  for (;;) {
    const replay = findReplay(context.read, replayId);
    if (replay.state !== 'running' || signal.aborted) return null;
    const shop = openShop(replay.shop_id);
    if (replay.source === 'messages') {
      if (stepMessages(context, shop, replay) === 0) finish(context, replayId);
      await giveWay();
      continue;
    }
    if (replay.cursor_ms >= replay.to_ms) {
      finish(context, replayId);
      continue;
    }
    const skipped = replay.cursor_ms === replay.from_ms ? await skipHidden(context, shop, replay, signal) : 'nothing';
    if (skipped === 'a part') continue;
    const failure = skipped === 'nothing' ? await stepHistory(context, shop, replay, signal) : skipped;
    if (failure) return failure;
  }
}

interface StoredMessage {
  id: string;
  external_number: string;
  topic: string;
  api_version: string;
  signature: IncomingMessage['signature'];
  delivery_id: string | null;
  payload: Uint8Array;
  received_at_ms: number;
}

/** @returns how many messages there were */
function stepMessages(context: UseCaseContext, shop: ConnectedShop, replay: ReplayRow): number {
  const stored = context.read
    .prepare<[number, number, string, number, string], StoredMessage>(
      `SELECT id, external_number, topic, api_version, signature, delivery_id, payload, received_at_ms FROM raw_messages
       WHERE received_at_ms >= ? AND (received_at_ms, id) > (?, ?) AND received_at_ms < ? AND shop_id = ? AND external_number IS NOT NULL AND state <> 'hint' AND topic <> 'refund'
       ORDER BY received_at_ms, id LIMIT ${MESSAGES_PER_STEP}`,
    )
    .all(replay.cursor_ms, replay.cursor_ms, replay.cursor_id, replay.to_ms, shop.id);
  const last = stored.at(-1);
  if (!last) return 0;
  for (const message of stored) {
    // Its order has left for good; what it said about a person was erased.
    if (isErased(message.payload)) continue;
    const payload = inflateRawSync(message.payload);
    take(context, shop, replay, payload, {
      shopId: shop.id,
      source: 'replay',
      topic: message.topic,
      externalNumber: message.external_number,
      apiVersion: message.api_version,
      signature: message.signature,
      deliveryId: message.delivery_id,
      payload,
      receivedAtMs: context.clock.nowMs(),
    });
  }
  moveCursor(context, replay.id, last.received_at_ms, last.id);
  return stored.length;
}

/** What the platform does not show is not read as if nothing had happened then: the replay says so for good. */
async function skipHidden(
  context: UseCaseContext,
  shop: ConnectedShop,
  replay: ReplayRow,
  signal: AbortSignal,
): Promise<PluginFailure | 'a part' | 'nothing'> {
  const hidden = await hiddenUntil(shop, { fromMs: replay.from_ms, toMs: replay.to_ms }, signal);
  if (!hidden.ok) {
    recordFailure(context, replay.id, hidden.failure);
    return hidden.failure;
  }
  const untilMs = hidden.value;
  if (untilMs === null) return 'nothing';
  context.db.transaction((tx) => {
    tx.prepare<[number, number, string]>('UPDATE replays SET cursor_ms = ?, hidden_until_ms = ? WHERE id = ?').run(
      untilMs,
      untilMs,
      replay.id,
    );
    tx.changed('shops');
  });
  return 'a part';
}

async function stepHistory(
  context: UseCaseContext,
  shop: ConnectedShop,
  replay: ReplayRow,
  signal: AbortSignal,
): Promise<PluginFailure | null> {
  const toMs = Math.min(replay.to_ms, replay.cursor_ms + HISTORY_STEP_MS);
  const pages = shop.connector.pullChanges(shop.channelContext(signal), { fromMs: replay.cursor_ms, toMs });
  for await (const page of pages) {
    if (!page.ok) {
      recordFailure(context, replay.id, page.failure);
      return page.failure;
    }
    if (findReplay(context.read, replay.id).state !== 'running') return null;
    for (const { externalNumber, payload, isWithheld } of page.value.messages) {
      if (isWithheld) continue;
      take(context, shop, replay, payload, {
        shopId: shop.id,
        source: 'fetch',
        topic: 'order',
        externalNumber,
        apiVersion: shop.connector.apiVersion,
        signature: 'transport',
        deliveryId: null,
        payload,
        receivedAtMs: context.clock.nowMs(),
      });
    }
  }
  moveCursor(context, replay.id, toMs, '');
  return null;
}

function take(
  context: UseCaseContext,
  shop: ConnectedShop,
  replay: ReplayRow,
  payload: Uint8Array,
  message: IncomingMessage,
): void {
  const act = JSON.parse(replay.act_json) as Act;
  const tried = tryMessage(context, act, shop, payload);
  const number = message.externalNumber ?? '';
  const changesNothing = tried.outcome === 'same' || tried.outcome === 'stale';
  if (replay.is_dry === 1 || changesNothing) {
    context.db.transaction((tx) => record(tx, replay.id, number, tried));
    return;
  }
  intakeMessages(context, act, {
    shop,
    connector: shop.connector,
    statusMap: shop.statusMap,
    messages: [message],
    alongside: (tx) => record(tx, replay.id, number, tried),
  });
}

/** An older message of the same order does not hide what a newer one changed. */
function record(tx: WriteTx, replayId: string, externalNumber: string, tried: Tried): void {
  tx.prepare<(string | null)[]>(
    `INSERT INTO replay_orders (replay_id, external_number, outcome, code, diff_json) VALUES (?, ?, ?, ?, ?) ON CONFLICT (replay_id, external_number)
     DO UPDATE SET outcome = excluded.outcome, code = excluded.code, diff_json = excluded.diff_json
     WHERE excluded.outcome NOT IN ('same', 'stale') OR replay_orders.outcome IN ('same', 'stale')`,
  ).run(replayId, externalNumber, tried.outcome, tried.code, JSON.stringify(tried.changes));
}

function moveCursor(context: UseCaseContext, id: string, cursorMs: number, cursorId: string): void {
  context.db.transaction((tx) => {
    tx.prepare<[number, string, string]>(
      'UPDATE replays SET cursor_ms = ?, cursor_id = ?, failure_json = NULL WHERE id = ?',
    ).run(cursorMs, cursorId, id);
    tx.changed('shops');
  });
}

function finish(context: UseCaseContext, id: string): void {
  context.db.transaction((tx) => {
    tx.prepare<[number, string]>(
      "UPDATE replays SET state = 'done', cursor_ms = to_ms, finished_at_ms = ? WHERE id = ? AND state = 'running'",
    ).run(context.clock.nowMs(), id);
    tx.changed('shops');
  });
}

function recordFailure(context: UseCaseContext, id: string, failure: PluginFailure): void {
  const data = { vendorCode: failure.vendorCode, vendorText: failure.vendorText };
  context.db.transaction((tx) => {
    tx.prepare<[string, string]>('UPDATE replays SET failure_json = ? WHERE id = ?').run(
      JSON.stringify({ code: failure.code, data }),
      id,
    );
    tx.changed('shops');
  });
}
