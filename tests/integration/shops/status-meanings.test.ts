import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileConnector } from '#main/plugins/channels/file/file-connector.ts';
import type { ChannelConnector, StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { intakeMessages } from '#main/usecases/orders/intake-messages.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { listStatuses } from '#main/usecases/shops/list-statuses.ts';
import { readStatusMap } from '#main/usecases/shops/read-status-map.ts';
import { replayWaiting } from '#main/usecases/shops/replay-waiting.ts';
import { resetStatusMeaning, saveStatusMeaning } from '#main/usecases/shops/save-status-meaning.ts';
import { SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

const nothing = { payment: null, fulfilment: null, afterSales: null, hold: null };
const PAID = { ...nothing, payment: 'paid', fulfilment: 'received' } as const;
const own: StatusMapRow = { axis: 'order', vendorStatus: 'TO_SEND', ...PAID };

/** Its orders bear one status, which must stand in the table. */
const channel: ChannelConnector = {
  ...fileConnector,
  id: 'json',
  statusMap: [own],
  readOrder(payload, { statusMap }) {
    const { number, status } = JSON.parse(new TextDecoder().decode(payload)) as { number: string; status: string };
    const row = statusMap.find((each) => each.axis === 'order' && each.vendorStatus === status);
    const data = { axis: 'order', vendorStatus: status, externalNumber: number };
    if (!row?.payment) return { ok: false, code: 'ERR_CHANNEL_STATUS_UNMAPPED', data };
    return { ok: true, draft: paidDraft(number, 'SKU-1', 1, { payment: row.payment }), messages: [] };
  },
};

describe('what the statuses of a platform mean', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  beforeEach(() => {
    bed = openUseCaseBed();
    bed.addSku('SKU-1', 50);
  });
  afterEach(() => bed.close());

  const shop = (): ConnectedShop => ({
    id: 's1',
    name: 'Shop',
    channelId: 'json',
    currency: 'CNY',
    warehouseId: 'w1',
    enabled: true,
    statusMap: readStatusMap(bed.context.read, 'json', channel.statusMap),
    channelContext: () => {
      throw new Error('nobody is asked');
    },
    connector: channel,
  });
  const take = (number: string, status: string) =>
    intakeMessages(bed.context, SYSTEM_ACT, {
      shop: shop(),
      connector: channel,
      statusMap: shop().statusMap,
      messages: [
        {
          shopId: 's1',
          source: 'poll',
          topic: 'order',
          externalNumber: number,
          apiVersion: '1',
          signature: 'transport',
          deliveryId: null,
          payload: new TextEncoder().encode(JSON.stringify({ number, status })),
          receivedAtMs: bed.clock.nowMs(),
        },
      ],
    });
  const list = () => listStatuses(bed.context.read, channel);
  const save = (vendorStatus: string, change: Partial<Parameters<typeof saveStatusMeaning>[3]> = {}) =>
    saveStatusMeaning(bed.context, SYSTEM_ACT, channel, {
      axis: 'order',
      vendorStatus,
      meaning: PAID,
      seen: null,
      reason: 'as the platform announced',
      ...change,
    });
  const orders = () =>
    bed.context.read.pluck<[], string>('SELECT external_number FROM orders ORDER BY external_number').all();
  const replay = () =>
    replayWaiting(
      bed.context,
      SYSTEM_ACT,
      shop,
      { channelId: 'json', axis: 'order', vendorStatus: 'NEW_WORD' },
      new AbortController().signal,
      () => undefined,
    );

  it('lists an unknown status with the messages that wait for it, and reads them again once it is explained', async () => {
    take('A1', 'TO_SEND');
    take('A2', 'NEW_WORD');
    take('A3', 'NEW_WORD');
    expect(orders()).toEqual(['A1']);
    expect(list().unmapped).toEqual([
      { axis: 'order', vendorStatus: 'NEW_WORD', messageCount: 2, exampleNumber: 'A3', looksLike: null },
    ]);
    expect(save('NEW_WORD')).toEqual({ waitingCount: 2 });
    expect(
      bed.context.read.pluck<[], number>("SELECT COUNT(*) FROM jobs WHERE topic = 'shop.replay-waiting'").get(),
    ).toBe(1);
    expect(await replay()).toEqual({ done: 2, stillParked: 0, total: 2 });
    expect(orders()).toEqual(['A1', 'A2', 'A3']);
    expect(list().unmapped).toEqual([]);
    expect(await replay()).toEqual({ done: 0, stillParked: 0, total: 0 });
  });

  it('lays an edited meaning over the one of the connector, tells who said so, and takes it back', () => {
    const meaning = { ...PAID, hold: 'risk' } as const;
    save('TO_SEND', { meaning, seen: PAID });
    expect(list().mappings).toEqual([
      {
        axis: 'order',
        vendorStatus: 'TO_SEND',
        meaning,
        builtIn: PAID,
        edited: { by: SYSTEM_ACT.actor.name, atMs: bed.clock.nowMs(), reason: 'as the platform announced' },
      },
    ]);
    resetStatusMeaning(bed.context, SYSTEM_ACT, channel, { axis: 'order', vendorStatus: 'TO_SEND', seen: meaning });
    expect(list().mappings[0]).toMatchObject({ meaning: PAID, edited: null });
  });

  it('refuses a meaning that cannot be, a second spelling, and a change that another window did not see', () => {
    const code = (change: () => unknown): unknown => {
      try {
        return change();
      } catch (error) {
        return error instanceof Error && 'code' in error ? error.code : error;
      }
    };
    expect(code(() => save('NEW_WORD', { meaning: nothing }))).toBe('ERR_CHANNEL_STATUS_CONFLICT');
    expect(code(() => save('to send'))).toBe('ERR_CHANNEL_STATUS_TWICE');
    expect(code(() => save('TO_SEND'))).toBe('ERR_CHANNEL_STATUS_CHANGED');
    expect(code(() => save('TO_SEND', { seen: { ...PAID, hold: 'risk' } }))).toBe('ERR_CHANNEL_STATUS_CHANGED');
    expect(list().mappings).toHaveLength(1);
  });

  it('shows a damaged spelling of a known status as what it is', () => {
    take('A4', 'TO_\u200BSEND');
    expect(list().unmapped).toMatchObject([{ looksLike: 'TO_SEND' }]);
  });
});
