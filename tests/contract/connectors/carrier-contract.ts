import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CarrierConnector } from '#main/plugins/carriers/carrier-connector.ts';
import type { CarrierBed, StartCarrierBed } from '#tests/contract/connectors/carrier-bed.ts';

/** What every carrier owes the product, run against its simulator over real sockets. */
export function describeCarrierContract(connector: CarrierConnector, startBed: StartCarrierBed): void {
  describe(`carrier ${connector.id}`, () => {
    let bed: CarrierBed;
    beforeEach(async () => {
      bed = await startBed();
    });
    afterEach(() => bed.close());

    const create = (key: string) => connector.createWaybill(bed.context(), bed.request(key));

    it('reaches the carrier, and asks for new credentials when they are turned away', async () => {
      expect(await connector.testConnection(bed.context())).toMatchObject({ ok: true });
      for (const [name, context] of Object.entries(bed.refusedContexts())) {
        expect(await connector.testConnection(context), name).toMatchObject({ ok: false, failure: { kind: 'auth' } });
        expect(await connector.createWaybill(context, bed.request('K')), name).toMatchObject({
          ok: false,
          failure: { kind: 'auth' },
        });
      }
    });

    it('issues a waybill of its own form, with routing data for the label', async () => {
      const issued = await create('K-1');
      expect(issued).toMatchObject({ ok: true, value: { alreadyIssued: false, childNumbers: [] } });
      if (!issued.ok) return;
      expect(issued.value.trackingNumber).toMatch(connector.trackingNumberPattern);
      expect(issued.value.route.destinationCode).not.toBe('');
      expect(bed.books.waybill('K-1')?.waybillNumbers).toEqual([issued.value.trackingNumber]);
    });

    it('answers the same key with the same number', async () => {
      const first = await create('K-1');
      const second = await create('K-1');
      expect(first.ok && second.ok && second.value).toMatchObject({
        alreadyIssued: true,
        trackingNumber: first.ok ? first.value.trackingNumber : '',
      });
      expect(bed.books.numbersIssued('K-1')).toBe(1);
    });

    it('answers two calls with the same key at the same time with one number', async () => {
      const results = await Promise.all([create('K-1'), create('K-1'), create('K-1')]);
      const numbers = new Set(results.map((result) => (result.ok ? result.value.trackingNumber : 'none')));
      expect([...numbers]).toEqual(bed.books.waybill('K-1')?.waybillNumbers);
    });

    it.each(['hang', 'connection-reset', 'truncated-body', 'http-500', 'invalid-json'] as const)(
      'does not know the outcome after a number was issued and the answer lost (%s), and finds the number',
      async (kind) => {
        bed.faults.switchOn({ kind, operation: bed.operations.create, phase: 'after' });
        expect(await create('K-1')).toMatchObject({
          ok: false,
          failure: { kind: 'unknown_outcome', code: 'ERR_CARRIER_OUTCOME_UNKNOWN' },
        });
        const [number] = bed.books.waybill('K-1')?.waybillNumbers ?? [];
        expect(await connector.findWaybill(bed.context(), 'K-1')).toMatchObject({
          ok: true,
          value: { trackingNumber: number, alreadyIssued: true },
        });
        expect(await create('K-1')).toMatchObject({ ok: true, value: { trackingNumber: number, alreadyIssued: true } });
        expect(bed.books.totalNumbersIssued()).toBe(1);
      },
    );

    it('knows for sure that a key holds nothing, and says so when it cannot know', async () => {
      expect(await connector.findWaybill(bed.context(), 'K-none')).toMatchObject({ ok: true, value: null });
      bed.faults.switchOn({ kind: 'connection-reset', operation: bed.operations.find, times: Infinity });
      expect(await connector.findWaybill(bed.context(), 'K-none')).toMatchObject({
        ok: false,
        failure: { kind: 'retry' },
      });
    });

    it('may be asked again after a throttle, because nothing was issued', async () => {
      bed.faults.switchOn({ kind: 'throttle', operation: bed.operations.create });
      expect(await create('K-1')).toMatchObject({
        ok: false,
        failure: { kind: 'retry', code: 'ERR_CARRIER_THROTTLED' },
      });
      bed.faults.switchOn({ kind: 'http-429', operation: bed.operations.create, retryAfterS: 7 });
      expect(await create('K-1')).toMatchObject({ ok: false, failure: { kind: 'retry', retryAfterMs: 7_000 } });
      expect(bed.books.totalNumbersIssued()).toBe(0);
      expect(await create('K-1')).toMatchObject({ ok: true, value: { alreadyIssued: false } });
    });

    it('refuses an address that the carrier does not serve, also when asked for the number later', async () => {
      bed.makeUndeliverable('K-1');
      expect(await create('K-1')).toMatchObject({
        ok: false,
        failure: { kind: 'refused', code: 'ERR_CARRIER_REFUSED' },
      });
      const found = await connector.findWaybill(bed.context(), 'K-1');
      expect(found.ok ? found.value : null).toBeNull();
    });

    it('cancels once and recognises the second time', async () => {
      await create('K-1');
      expect(await connector.cancelWaybill(bed.context(), 'K-1')).toMatchObject({
        ok: true,
        value: { alreadyCancelled: false },
      });
      expect(await connector.cancelWaybill(bed.context(), 'K-1')).toMatchObject({
        ok: true,
        value: { alreadyCancelled: true },
      });
      expect(bed.books.waybill('K-1')?.cancelledAtMs).toBeDefined();
    });

    it('refuses to cancel what was never issued', async () => {
      expect(await connector.cancelWaybill(bed.context(), 'K-none')).toMatchObject({
        ok: false,
        failure: { kind: 'refused' },
      });
    });
  });
}
