import { inflateRawSync } from 'node:zlib';
import { indexSources } from '#core/lineage/find-source.ts';
import { maskField, orderFields } from '#core/lineage/made-fields.ts';
import type { MadeField } from '#core/lineage/made-fields.ts';
import { maskBody } from '#core/lineage/mask-body.ts';
import { hexDump, layOut, readBody } from '#core/lineage/read-body.ts';
import type { MessageBody } from '#core/lineage/read-body.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import { REFUND_MESSAGE } from '#main/usecases/aftersales/take-refunds.ts';
import { orderDraftOf } from '#main/usecases/imports/check-order-rows.ts';
import type { RowValues } from '#main/usecases/imports/check-order-rows.ts';
import { listMessages } from '#main/usecases/lineage/list-messages.ts';
import { readRecipient } from '#main/usecases/orders/read-recipient.ts';
import { readStatusMap } from '#main/usecases/shops/read-status-map.ts';
import type { LineageDetail, LineageEntry } from '#shared/contract/lineage.ts';
import { AppError } from '#shared/errors/app-error.ts';

export type FindChannel = (id: string) => ChannelConnector | undefined;

/** More is neither read by a person nor laid out at once. */
const SHOWN_CHARACTERS = 64_000;
const HEX_BYTES = 4_096;
/** A body beyond this is not parsed: it could hold up everything else. */
const MOST_PARSED_BYTES = 1 << 20;

interface Shop {
  readonly channel_id: string;
  readonly currency: string;
}

/**
 * One message beside what was made of it, read again with today's reader, and beside what the message before it said.
 * @throws AppError ERR_ORDER_UNKNOWN, ERR_LINEAGE_MESSAGE_UNKNOWN
 */
export function readMessage(
  db: ReadDb,
  findChannel: FindChannel,
  key: { readonly orderId: string; readonly origin: LineageEntry['origin']; readonly id: string },
  isMasked: boolean,
): LineageDetail {
  const { orderId } = key;
  const recipient = readRecipient(db, orderId);
  const { messages } = listMessages(db, orderId);
  const at = messages.findIndex((message) => message.id === key.id && message.origin === key.origin);
  const entry = messages[at];
  if (!entry) throw new AppError('ERR_LINEAGE_MESSAGE_UNKNOWN', { id: key.id });
  const shop = db
    .prepare<[string], Shop>(
      'SELECT s.channel_id, s.currency FROM orders o JOIN shops s ON s.id = o.shop_id WHERE o.id = ?',
    )
    .get(orderId) ?? { channel_id: '', currency: 'CNY' };
  const bytes = messageBytes(db, entry);
  const body = bytes.length > MOST_PARSED_BYTES ? null : readBody(bytes);
  const fields = fieldsOf(db, findChannel, shop, entry, bytes);
  // A hint, or what cannot be read, took nothing away from what was known before.
  const former =
    fields.length === 0 ? undefined : messages.slice(at + 1).find((message) => isComparable(entry, message));
  const before = former ? fieldsOf(db, findChannel, shop, former, messageBytes(db, former)) : [];
  const sources = body && indexSources(body, shop.currency);
  const formerByKey = new Map(before.map((field) => [field.key, field.value]));
  const show = (field: MadeField, value: MadeField['value']) =>
    isMasked ? maskField({ ...field, value }).value : value;
  const gone = before
    .filter((field) => !fields.some(({ key: own }) => own === field.key))
    .map((field) => ({ ...field, value: null }));
  return {
    entry,
    raw: {
      ...rawOf(bytes, body && (isMasked ? maskBody(body, recipient) : body), isMasked),
      isErased: bytes.length === 0 && entry.bytes > 0,
    },
    currency: shop.currency,
    fields: [...fields, ...gone].map((field) => ({
      key: field.key,
      name: field.name,
      line: field.line,
      kind: field.kind,
      value: show(field, field.value),
      source: field.value === null ? null : (sources?.find(field) ?? null),
      before: former ? show(field, formerByKey.get(field.key) ?? null) : null,
      changed: former !== undefined && (formerByKey.get(field.key) ?? null) !== field.value,
    })),
    comparedWith: former?.id ?? null,
  };
}

/** Messages of one kind tell the same fields; hints tell none. */
function isComparable(entry: LineageEntry, other: LineageEntry): boolean {
  const kindOf = ({ origin, topic }: LineageEntry) =>
    origin === 'payment' ? 'payment' : topic === REFUND_MESSAGE ? 'refund' : 'order';
  return kindOf(entry) === kindOf(other) && other.verdict !== 'hint' && other.verdict !== 'parked';
}

/** The archived bytes as they came. */
export function messageBytes(db: ReadDb, entry: Pick<LineageEntry, 'id' | 'origin'>): Uint8Array {
  const table = entry.origin === 'payment' ? 'payment_messages' : 'raw_messages';
  const packed = db.pluck<[string], Uint8Array>(`SELECT payload FROM ${table} WHERE id = ?`).get(entry.id);
  if (!packed) throw new AppError('ERR_LINEAGE_MESSAGE_UNKNOWN', { id: entry.id });
  return inflateRawSync(packed);
}

function rawOf(bytes: Uint8Array, body: MessageBody | null, isMasked: boolean): Omit<LineageDetail['raw'], 'isErased'> {
  if (body === null || body.kind === 'binary') {
    const kind = body === null ? 'text' : 'binary';
    const shown = bytes.subarray(0, HEX_BYTES);
    // What cannot be read cannot be masked.
    const text = isMasked ? null : hexDump(shown);
    return {
      kind,
      text,
      shownBytes: text === null ? 0 : shown.length,
      isTruncated: bytes.length > shown.length,
      isMasked,
    };
  }
  const whole = layOut(body);
  const text = whole.slice(0, SHOWN_CHARACTERS);
  const isTruncated = whole.length > text.length;
  return {
    kind: body.kind,
    text,
    shownBytes: isTruncated ? Math.min(bytes.length, SHOWN_CHARACTERS) : bytes.length,
    isTruncated,
    isMasked,
  };
}

/** Empty for what cannot be read: the verdict says why. */
function fieldsOf(
  db: ReadDb,
  findChannel: FindChannel,
  shop: Shop,
  entry: LineageEntry,
  bytes: Uint8Array,
): MadeField[] {
  if (entry.origin === 'payment') return paymentFields(db, entry.id);
  if (entry.verdict === 'hint' || bytes.length > MOST_PARSED_BYTES) return [];
  try {
    if (entry.source === 'import') return importFields(bytes, shop.currency);
    const channel = findChannel(shop.channel_id);
    if (!channel) return [];
    const context = { currency: shop.currency, statusMap: readStatusMap(db, shop.channel_id, channel.statusMap) };
    if (entry.topic === REFUND_MESSAGE) return refundFields(channel, bytes, context);
    const reading = channel.readOrder(bytes, context);
    return reading.ok ? orderFields(reading.draft) : [];
  } catch {
    // A reader is fed with whatever was stored, by whatever version; the page must open all the same.
    return [];
  }
}

function importFields(bytes: Uint8Array, currency: string): MadeField[] {
  const { rows } = JSON.parse(new TextDecoder().decode(bytes)) as { rows: readonly RowValues[] };
  const fields = orderFields(orderDraftOf(rows, currency, 0));
  // The file named no time: the one of the import was taken, which this message does not tell.
  return fields.map((field) => (field.kind === 'time' && field.value === 0 ? { ...field, value: null } : field));
}

type ReadContext = Parameters<ChannelConnector['readOrder']>[1];

function refundFields(channel: ChannelConnector, bytes: Uint8Array, context: ReadContext): MadeField[] {
  const reading = channel.readRefund?.(bytes, context);
  if (!reading?.ok) return [];
  const { draft } = reading;
  return flat({
    refundNumber: draft.refundNumber,
    externalNumber: draft.externalNumber,
    platformStatus: draft.platformStatus,
    platformVersionMs: draft.platformVersionMs,
    afterSales: draft.state,
    kind: draft.kind,
    amountMinor: draft.amountMinor,
    currency: draft.currency,
    reason: draft.reason,
    requestedAtMs: draft.requestedAtMs,
    returnTrackingNumber: draft.returnTrackingNumber,
  });
}

function paymentFields(db: ReadDb, id: string): MadeField[] {
  const json = db.pluck<[string], string>('SELECT facts_json FROM payment_messages WHERE id = ?').get(id) ?? '{}';
  return flat(JSON.parse(json) as Record<string, string | number | null>);
}

function flat(values: Readonly<Record<string, string | number | null>>): MadeField[] {
  return Object.entries(values).map(([name, value]) => ({ key: name, name, line: null, kind: kindOf(name), value }));
}

function kindOf(name: string): MadeField['kind'] {
  if (name.endsWith('Minor')) return 'money';
  if (name.endsWith('Ms')) return 'time';
  return name === 'afterSales' ? 'afterSales' : 'text';
}
