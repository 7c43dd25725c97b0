import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import { refusal } from '#main/plugins/channels/call-failures.ts';
import { fileConnector } from '#main/plugins/channels/file/file-connector.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import { fetchPasted } from '#main/usecases/shops/fetch-pasted.ts';
import { connectedShop } from '#tests/support/connected-shop.ts';
import { SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

/** A platform that knows order 1001 under this number alone and order 1088 as #88, and refuses what is no number. */
describe('pasted order numbers', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  let asked: string[];
  beforeEach(() => {
    bed = openUseCaseBed();
    bed.addSku('A', 5);
    asked = [];
  });
  afterEach(() => bed.close());

  const shop = () =>
    connectedShop(
      {
        ...fileConnector,
        fetchOrder(_context, number) {
          asked.push(number);
          if (number === '#88') {
            const payload = new TextEncoder().encode(JSON.stringify(paidDraft('1088', 'A', 1)));
            return Promise.resolve(succeeded({ externalNumber: '1088', payload }));
          }
          if (!/^\d+$/.test(number)) return Promise.resolve(failed(refusal('isv.invalid-parameter', 'no number')));
          const payload = new TextEncoder().encode(JSON.stringify(paidDraft(number, 'A', 1)));
          return Promise.resolve(succeeded(number === '1001' ? { externalNumber: number, payload } : null));
        },
        readOrder: (payload) => ({
          ok: true,
          draft: JSON.parse(new TextDecoder().decode(payload)) as OrderDraft,
          messages: [],
        }),
      },
      { clock: bed.clock },
    );
  const fetch = (...pasted: string[]) =>
    fetchPasted(bed.context, SYSTEM_ACT, shop(), pasted, new AbortController().signal);

  it('are asked for once, without what nobody sees in them and with plain digits', async () => {
    const results = await fetch('10\u200B01', '１００１', '1001', '\u200B', '\uFEFF2002');
    expect(asked).toEqual(['1001', '2002']);
    expect(results).toEqual([
      { number: '1001', outcome: 'applied', orderId: bed.order('1001')?.id, problem: null },
      { number: '2002', outcome: 'unknown', orderId: null, problem: null },
    ]);
  });

  it('may be any number that the order bears here', async () => {
    bed.intake([paidDraft('1001', 'A', 1, { displayNumber: '#77' })]);
    expect(await fetch('77')).toMatchObject([{ number: '77', orderId: bed.order('1001')?.id }]);
    expect(asked).toEqual(['1001']);
  });

  it('may be a name that the platform alone knows', async () => {
    const results = await fetch('#88');
    expect(bed.order('1088')).toBeDefined();
    expect(results).toEqual([{ number: '#88', outcome: 'applied', orderId: bed.order('1088')?.id, problem: null }]);
  });

  it('fail with the words of the platform', async () => {
    expect(await fetch('abc')).toEqual([
      {
        number: 'abc',
        outcome: 'failed',
        orderId: null,
        problem: {
          code: 'ERR_CHANNEL_REFUSED',
          data: { vendorCode: 'isv.invalid-parameter', vendorText: 'no number' },
        },
      },
    ]);
  });
});
