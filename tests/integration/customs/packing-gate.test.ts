import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveRights } from '#main/db/repos/operator-rights-repo.ts';
import type { Act } from '#main/usecases/actor.ts';
import { overrideCase } from '#main/usecases/customs/desk/override-case.ts';
import { readCase } from '#main/usecases/customs/desk/read-case.ts';
import { readCheckTools } from '#main/usecases/customs/desk/read-check-tools.ts';
import { finishParcel } from '#main/usecases/packing/finish-parcel.ts';
import { openParcel } from '#main/usecases/packing/open-parcel.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { stationParcel } from '#main/usecases/packing/parcel-rows.ts';
import { weighParcelManually } from '#main/usecases/packing/weigh-parcel.ts';
import type { WeightPolicy } from '#main/usecases/packing/weigh-parcel.ts';
import { CLOSING_WITHOUT_CARRIER } from '#tests/support/closing-without-carrier.ts';
import { errorCode } from '#tests/support/customs/error-code.ts';
import { draftTo, openDeskBed } from '#tests/support/customs/desk-bed.ts';
import { paidDraft } from '#tests/support/use-case-bed.ts';

const STATION = 'station-1';
const LEAD: Act = { actor: { kind: 'operator', id: 'op-lead', name: 'Min' }, source: 'window:1', traceId: 't' };

const POLICY: WeightPolicy = { tolerance: { perMille: 0, minimumG: 1000 }, packagingG: 0 };

let bed: ReturnType<typeof openDeskBed>;
beforeEach(() => {
  bed = openDeskBed();
});
afterEach(() => bed.close());

const open = (number: string): string => {
  const orderId = bed.order(number)?.id ?? '';
  return errorCode(() => bed.context.db.transaction((tx) => openParcel(tx, bed.context, LEAD, STATION, orderId)));
};

describe('an order abroad at the packing station', () => {
  it('is refused although nobody judged it yet, by scan and by button', () => {
    bed.addSku('A', 10);
    bed.intake([draftTo('US', 'U1', 'A')]);
    expect(bed.case('U1')).toBeUndefined();
    expect(open('U1')).toBe('ERR_ORDER_ON_HOLD');
    const { verdict, problem } = scanCode(bed.context, LEAD, STATION, 'U1');
    expect({ verdict, problem }).toMatchObject({
      verdict: 'refused',
      problem: { code: 'ERR_ORDER_ON_HOLD', data: { kind: 'customs' } },
    });
    // The scan is an answer, not a failure: what it found stands.
    expect(bed.case('U1')?.state).toBe('blocked');
    expect(stationParcel(bed.context.read, STATION)).toBeNull();
  });

  it('is opened when it is complete, and stopped at the next scan when something is missing again', () => {
    const sku = bed.addSku('A', 10);
    bed.describeGoods(sku);
    bed.saveSender();
    bed.intake([draftTo('US', 'U1', 'A', { recipient: { ...draftTo('US', 'U1', 'A').recipient, country: 'ZA' } })]);
    expect(open('U1')).toBe('');
    bed.context.db.transaction((tx) => tx.prepare('DELETE FROM customs_hs_codes').run());
    bed.judge();
    const { problem } = scanCode(bed.context, LEAD, STATION, '690A');
    expect(problem).toMatchObject({ code: 'ERR_ORDER_ON_HOLD', data: { kind: 'customs' } });
  });

  it('is not closed when something went missing after the last scan, and is once it is back', async () => {
    const sku = bed.addSku('A', 10);
    bed.describeGoods(sku);
    bed.saveSender();
    bed.intake([draftTo('ZA', 'Z1', 'A')]);
    scanCode(bed.context, LEAD, STATION, 'Z1');
    scanCode(bed.context, LEAD, STATION, '690A');
    weighParcelManually(bed.context, LEAD, STATION, POLICY, { grams: 100, override: null });
    bed.context.db.transaction((tx) => tx.prepare('DELETE FROM customs_hs_codes').run());
    const finish = () =>
      finishParcel(bed.context, CLOSING_WITHOUT_CARRIER, LEAD, STATION, new AbortController().signal);
    await expect(finish()).rejects.toMatchObject({ code: 'ERR_ORDER_ON_HOLD', data: { kind: 'customs' } });
    // What was found stands although the box was refused for it.
    expect(bed.case('Z1')?.state).toBe('blocked');
    expect(bed.order('Z1')?.fulfilment).toBe('packing');
    bed.describeGoods(sku);
    // Nothing but the carrier is missing now.
    await expect(finish()).rejects.toMatchObject({ code: 'ERR_CARRIER_ACCOUNT_MISSING' });
    expect(bed.order('Z1')?.fulfilment).toBe('packed');
  });

  it('goes when a person with the right says why', () => {
    bed.addSku('A', 10);
    bed.intake([draftTo('US', 'U1', 'A')]);
    bed.context.db.transaction((tx) => {
      tx.prepare(
        "INSERT INTO operators (id, name, role, failed_count, active, created_at_ms) VALUES ('op-lead', 'Min', 'lead', 0, 1, 0)",
      ).run();
      saveRights(tx, 'op-lead', ['customs_release']);
    });
    scanCode(bed.context, LEAD, STATION, 'U1');
    const { orderId, version } = bed.case('U1') ?? {};
    if (!orderId || version === undefined) throw new Error('the scan judged the order');
    const keys = readCase(bed.context.read, orderId).findings.map((finding) => finding.key);
    overrideCase(bed.context, LEAD, readCheckTools, { orderId, version, keys, reason: 'the carrier agreed' });
    expect(open('U1')).toBe('');
    expect(bed.eventTypes(orderId)).toEqual(expect.arrayContaining(['customs.overridden', 'packing.opened']));
  });

  it('costs an order of the own country nothing', () => {
    bed.addSku('A', 10);
    bed.intake([paidDraft('N1', 'A', 1)]);
    expect(open('N1')).toBe('');
    expect(bed.case('N1')).toBeUndefined();
  });
});
