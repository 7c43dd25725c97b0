import { deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChannelConnector } from '#main/plugins/channels/channel-connector.ts';
import { fileConnector } from '#main/plugins/channels/file/file-connector.ts';
import { listMessages } from '#main/usecases/lineage/list-messages.ts';
import { readMessage } from '#main/usecases/lineage/read-message.ts';
import { downloadMessage, revealMessage } from '#main/usecases/lineage/reveal-message.ts';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import { START_MS, SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

let bed: ReturnType<typeof openUseCaseBed>;
beforeEach(() => {
  bed = openUseCaseBed();
  bed.addSku('MUG', 9);
});
afterEach(() => bed.close());

/** Reads payloads that are drafts already, as the bed does. */
const CHANNEL: ChannelConnector = {
  ...(fileConnector as ChannelConnector),
  id: 'json',
  readOrder: (payload) => ({
    ok: true,
    draft: JSON.parse(new TextDecoder().decode(payload)) as OrderDraft,
    messages: [],
  }),
};
const findChannel = () => CHANNEL;
const orderId = () => bed.order('L1')?.id ?? '';
const messages = () => listMessages(bed.context.read, orderId()).messages;
const read = (id: string, isMasked = true) =>
  readMessage(bed.context.read, findChannel, { orderId: orderId(), origin: 'channel', id }, isMasked);

function plant(id: string, bytes: Uint8Array, { atMs = 1, state = 'applied' } = {}): void {
  bed.context.db.transaction((tx) =>
    tx
      .prepare<[string, Uint8Array, number, number, number, string]>(
        `INSERT INTO raw_messages (id, shop_id, source, topic, external_number, api_version, signature, delivery_id, payload, payload_bytes, sha256, received_at_ms, last_seen_at_ms, state)
         VALUES (?, 's1', 'push', 'order', 'L1', '1', 'valid', NULL, ?, ?, 'x', ?, ?, ?)`,
      )
      .run(id, deflateRawSync(bytes), bytes.length, atMs, atMs, state),
  );
}

it('lists each message with its verdict, the newest first', () => {
  bed.intake([paidDraft('L1', 'MUG', 1)]);
  bed.clock.atMs += 1_000;
  bed.intake([paidDraft('L1', 'MUG', 1, { platformVersionMs: START_MS - 1, buyerNote: 'older' })], 'push');
  bed.clock.atMs += 1_000;
  bed.intake([paidDraft('L1', 'MUG', 2, { platformVersionMs: START_MS + 1 })], 'push');
  expect(messages().map(({ source, verdict }) => [source, verdict])).toEqual([
    ['push', 'applied'],
    ['push', 'superseded'],
    ['poll', 'applied'],
  ]);
});

it('shows what was made of a message, where it stands in it, and what changed', () => {
  bed.intake([paidDraft('L1', 'MUG', 1)]);
  bed.clock.atMs += 1_000;
  bed.intake([paidDraft('L1', 'MUG', 2, { platformVersionMs: START_MS + 1, buyerNote: 'gift' })]);
  const [newest, first] = messages();
  const detail = read(newest?.id ?? '');
  expect(detail.comparedWith).toBe(first?.id);
  const changed = detail.fields
    .filter((field) => field.changed)
    .map(({ name, before, value }) => [name, before, value]);
  expect(changed).toEqual([
    ['platformVersionMs', START_MS, START_MS + 1],
    ['buyerNote', '', 'gift'],
    ['quantity', 1, 2],
  ]);
  expect(detail.fields.find(({ name }) => name === 'buyerNote')?.source).toBe('buyerNote');
  expect(read(first?.id ?? '')).toMatchObject({ comparedWith: null });
});

it.each(['hint', 'parked'])('does not say of a message that tells nothing (%s) that everything changed', (state) => {
  bed.intake([paidDraft('L1', 'MUG', 1)]);
  plant('later', Buffer.from('{"id":'), { atMs: START_MS + 60_000, state });
  expect(messages().map(({ id }) => id)[0]).toBe('later');
  expect(read('later')).toMatchObject({ comparedWith: null, fields: [] });
});

it('masks persons on both sides until a lead looks, which is written down', () => {
  bed.intake([paidDraft('L1', 'MUG', 1)]);
  const id = messages()[0]?.id ?? '';
  const masked = JSON.stringify(read(id));
  for (const hidden of ['张伟', '13812345678', '文三路 1 号']) expect(masked).not.toContain(hidden);
  const key = { orderId: orderId(), origin: 'channel' as const, id };
  const clear = JSON.stringify(revealMessage(bed.context, findChannel, SYSTEM_ACT, key));
  for (const shown of ['张伟', '13812345678', '文三路']) expect(clear).toContain(shown);
  expect(bed.eventTypes(orderId())).toContain('order.revealed');
  const stored = downloadMessage(bed.context, SYSTEM_ACT, key);
  expect(JSON.parse(Buffer.from(stored.content).toString())).toMatchObject({ externalNumber: 'L1' });
  expect(
    bed.context.read.pluck<[], number>("SELECT COUNT(*) FROM audit_log WHERE act = 'order.reveal_message'").get(),
  ).toBe(2);
});

it('opens whatever was stored: bytes that are no text, broken JSON, a body beyond all measure', () => {
  bed.intake([paidDraft('L1', 'MUG', 1)]);
  plant('binary', Uint8Array.of(0xff, 0x00, 0xfe));
  plant('broken', Buffer.from('{"name": "张伟"'));
  plant('huge', Buffer.alloc(3 << 20, 'x'));
  plant('long', Buffer.from(JSON.stringify({ text: 'y'.repeat(200_000) })));
  expect(read('binary')).toMatchObject({ raw: { kind: 'binary', text: null }, fields: [] });
  expect(read('binary', false).raw.text).toContain('ff 00 fe');
  expect(read('broken').raw.text).toBe('{"name": "***"');
  expect(read('huge')).toMatchObject({ raw: { text: null }, fields: [] });
  expect(read('huge', false).raw).toMatchObject({ isTruncated: true, shownBytes: 4_096 });
  const long = read('long').raw;
  expect([long.isTruncated, long.text?.length]).toEqual([true, 64_000]);
});

it('shows no message of another order', () => {
  bed.intake([paidDraft('L1', 'MUG', 1), paidDraft('L2', 'MUG', 1)]);
  const other = listMessages(bed.context.read, bed.order('L2')?.id ?? '').messages[0]?.id ?? '';
  expect(() => read(other)).toThrow('ERR_LINEAGE_MESSAGE_UNKNOWN');
});
