import { inflateRawSync } from 'node:zlib';
import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { REFUND_MESSAGE, takeRefunds } from '#main/usecases/aftersales/take-refunds.ts';
import { intakeMessages } from '#main/usecases/orders/intake-messages.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import type { OpenShop } from '#main/usecases/shops/connected-shop.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';

interface ParkedRow {
  id: string;
  shop_name: string;
  external_number: string | null;
  received_at_ms: number;
  park_code: string;
  park_json: string;
}

/** Messages that could not be applied, newest first, each with its reason. */
export function listParkedMessages(
  db: ReadDb,
): { id: string; shopName: string; externalNumber: string | null; receivedAtMs: number; problem: Problem }[] {
  return db
    .prepare<[], ParkedRow>(
      "SELECT m.id, s.name AS shop_name, m.external_number, m.received_at_ms, m.park_code, m.park_json FROM raw_messages m JOIN shops s ON s.id = m.shop_id WHERE m.state = 'parked' ORDER BY m.received_at_ms DESC LIMIT 200",
    )
    .all()
    .map((row) => ({
      id: row.id,
      shopName: row.shop_name,
      externalNumber: row.external_number,
      receivedAtMs: row.received_at_ms,
      problem: readProblem(JSON.stringify({ code: row.park_code, data: JSON.parse(row.park_json) as unknown })) ?? {
        code: 'ERR_HOST_INTERNAL',
        data: {},
      },
    }));
}

interface StoredMessage {
  state: string;
  shop_id: string;
  topic: string;
  external_number: string | null;
  api_version: string;
  signature: 'valid' | 'transport' | 'none';
  delivery_id: string | null;
  payload: Uint8Array;
  received_at_ms: number;
}

/**
 * Reads a parked message again with today's tables: after a status was mapped or the product learned a field.
 * @throws AppError ERR_HOST_NOT_FOUND, ERR_CHANNEL_MESSAGE_NOT_PARKED {state}
 */
export function replayMessage(
  context: UseCaseContext,
  act: Act,
  openShop: OpenShop,
  messageId: string,
): { outcome: string; problem: Problem | null } {
  const stored = context.read
    .prepare<[string], StoredMessage>(
      'SELECT state, shop_id, topic, external_number, api_version, signature, delivery_id, payload, received_at_ms FROM raw_messages WHERE id = ?',
    )
    .get(messageId);
  if (!stored) throw new AppError('ERR_HOST_NOT_FOUND', { id: messageId });
  // What was applied says what was true then: read once more, it would count as news.
  if (stored.state !== 'parked') throw new AppError('ERR_CHANNEL_MESSAGE_NOT_PARKED', { state: stored.state });
  const shop = openShop(stored.shop_id);
  if (stored.topic === REFUND_MESSAGE) {
    const refund = {
      refundNumber: '',
      externalNumber: stored.external_number ?? '',
      payload: inflateRawSync(stored.payload),
    };
    const { parked } = takeRefunds(context, act, shop, [refund], 'replay');
    return {
      outcome: parked > 0 ? 'parked' : 'updated',
      problem: parked > 0 ? problemOf(context.read, messageId) : null,
    };
  }
  const taken = intakeMessages(context, act, {
    shop,
    connector: shop.connector,
    statusMap: shop.statusMap,
    messages: [
      {
        shopId: shop.id,
        source: 'replay',
        topic: stored.topic,
        externalNumber: stored.external_number,
        apiVersion: stored.api_version,
        signature: stored.signature,
        deliveryId: stored.delivery_id,
        payload: inflateRawSync(stored.payload),
        receivedAtMs: context.clock.nowMs(),
      },
    ],
  });
  const outcome = taken.outcomes[0];
  const problem = outcome?.kind === 'parked' ? problemOf(context.read, messageId) : null;
  return { outcome: outcome?.kind ?? 'unchanged', problem };
}

function problemOf(db: ReadDb, messageId: string): Problem | null {
  return listParkedMessages(db).find((parked) => parked.id === messageId)?.problem ?? null;
}
