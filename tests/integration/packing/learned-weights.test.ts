import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listAudit } from '#main/usecases/audit/list-audit.ts';
import { finishParcel } from '#main/usecases/packing/finish-parcel.ts';
import { cancelParcel } from '#main/usecases/packing/leave-parcel.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import type { StationScale } from '#main/usecases/packing/station-scale.ts';
import { viewStation } from '#main/usecases/packing/view-station.ts';
import { weighParcel } from '#main/usecases/packing/weigh-parcel.ts';
import type { WeightPolicy } from '#main/usecases/packing/weigh-parcel.ts';
import {
  listPackagings,
  removePackaging,
  savePackaging,
  setDefaultPackaging,
} from '#main/usecases/weighing/manage-packagings.ts';
import { correctSkuWeight, forgetSkuWeight, listSkuWeights } from '#main/usecases/weighing/manage-sku-weights.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { CLOSING_WITHOUT_CARRIER } from '#tests/support/closing-without-carrier.ts';
import { SYSTEM_ACT, openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

const STATION = 'st1';
/** The setting's own packaging weight, which counts where no packaging is set up. */
const PACKAGING_G = 30;
const POLICY: WeightPolicy = { tolerance: { perMille: 50, minimumG: 10 }, packagingG: PACKAGING_G };
const notAsked = (): never => {
  throw new Error('nobody is asked');
};

describe('weights that parcels teach', () => {
  let bed: ReturnType<typeof openUseCaseBed>;
  let number = 0;
  let onScale = { grams: 0, zeroOffsetG: 0 };
  beforeEach(() => {
    number = 0;
    bed = openUseCaseBed();
    bed.addSku('CUP', 99, null);
    bed.addSku('PEN', 99, 20);
  });
  afterEach(() => bed.close());

  const scale: StationScale = {
    live: notAsked,
    accept: () => ({ ...onScale, scaleId: 's', rawText: '', atMs: 0 }),
    release: () => undefined,
  };
  const scan = (code: string) => scanCode(bed.context, SYSTEM_ACT, STATION, code);
  const state = () => viewStation(bed.context.read, STATION, POLICY, 0);
  const weights = () => listSkuWeights(bed.context.read, '');
  const box = (code: string, tareG: number | null) =>
    savePackaging(bed.context, SYSTEM_ACT, {
      id: null,
      code,
      name: `Box ${code}`,
      tareG,
      lengthMm: 300,
      widthMm: 200,
      heightMm: 100,
    });

  function open(skuCode: string, quantity: number): void {
    number += 1;
    bed.clock.atMs += 1_000;
    bed.intake([paidDraft(`T${number}`, skuCode, quantity)]);
    scan(`T${number}`);
    for (let unit = 0; unit < quantity; unit += 1) scan(`690${skuCode}`);
  }

  function weigh(grams: number, zeroOffsetG = 0): void {
    onScale = { grams, zeroOffsetG };
    weighParcel(bed.context, scale, SYSTEM_ACT, STATION, POLICY);
  }

  /** Packs what two things of unknown weight weigh together. */
  async function mixed(cups: number, pots: number, grams: number): Promise<void> {
    number += 1;
    bed.clock.atMs += 1_000;
    const draft = paidDraft(`T${number}`, 'CUP', cups);
    const [line] = draft.lines;
    if (!line) throw new Error('a draft has lines');
    const lines = [line, { ...line, externalLineId: `T${number}-2`, skuCode: 'POT', quantity: pots }];
    bed.intake([{ ...draft, lines }]);
    scan(`T${number}`);
    for (let unit = 0; unit < cups; unit += 1) scan('690CUP');
    for (let unit = 0; unit < pots; unit += 1) scan('690POT');
    weigh(PACKAGING_G + grams);
    await close();
  }
  const told = () =>
    Object.fromEntries(weights().map(({ code, learned }) => [code, [learned.state, learned.method, learned.weightMg]]));
  async function close(): Promise<void> {
    await expect(
      finishParcel(bed.context, CLOSING_WITHOUT_CARRIER, SYSTEM_ACT, STATION, new AbortController().signal),
    ).rejects.toMatchObject({ code: 'ERR_CARRIER_ACCOUNT_MISSING' });
    bed.context.db.transaction((tx) => tx.prepare<[]>('UPDATE stations SET shipment_id = NULL').run());
  }

  async function pack(skuCode: string, quantity: number, grams: number): Promise<void> {
    open(skuCode, quantity);
    weigh(grams);
    await close();
  }

  const causeOf = (grams: number, zeroOffsetG = 0): unknown => {
    try {
      weigh(grams, zeroOffsetG);
      return 'accepted';
    } catch (error) {
      return error instanceof AppError ? [error.data['cause'], error.data['sku'], error.data['count']] : error;
    }
  };

  const MIXTURES = [
    [1, 1],
    [2, 1],
    [1, 2],
    [3, 1],
    [1, 3],
    [2, 3],
    [3, 2],
  ] as const;

  it('that are never packed alone are solved from mixtures, and say so', async () => {
    bed.addSku('POT', 99, null);
    for (const [cups, pots] of MIXTURES) await mixed(cups, pots, cups * 310 + pots * 95);
    expect(told()).toEqual({ CUP: ['learned', 'joint', 310_000], POT: ['learned', 'joint', 95_000] });
    expect(weights()[0]?.mixtures[0]).toMatchObject({ grams: 3 * 310 + 2 * 95 });
    expect(weights()[0]?.mixtures[0]?.goods.split(' + ').toSorted()).toEqual(['2 × POT', '3 × CUP']);
    // The next box is judged by them.
    open('CUP', 2);
    expect(() => weigh(PACKAGING_G + 310)).toThrow(
      expect.objectContaining({ code: 'ERR_PACKING_WEIGHT_OUT_OF_TOLERANCE' }),
    );
  });

  it('from mixtures give way to what parcels of their own tell, and are solved anew around it', async () => {
    bed.addSku('POT', 99, null);
    for (const [cups, pots] of MIXTURES) await mixed(cups, pots, cups * 310 + pots * 95);
    for (let n = 0; n < 5; n++) {
      open('CUP', 1);
      weigh(PACKAGING_G + 311);
      await close();
    }
    expect(told()).toMatchObject({ CUP: ['learned', 'own', 311_000] });
    expect(told()['POT']?.[1]).toBe('joint');
  });

  it('from mixtures are gone with the parcels that told them, and when somebody forgets them', async () => {
    bed.addSku('POT', 99, null);
    for (const [cups, pots] of MIXTURES) await mixed(cups, pots, cups * 310 + pots * 95);
    const [weight] = weights();
    forgetSkuWeight(bed.context, SYSTEM_ACT, weight?.skuId ?? '');
    expect(told()).toEqual({});
  });

  it('are expected once five of them agree; until then nothing is', async () => {
    for (const grams of [331, 330, 329, 330]) await pack('CUP', 1, grams);
    open('CUP', 1);
    expect(state().expectedG).toBeNull();
    weigh(330);
    await close();
    open('CUP', 3);
    expect(state()).toMatchObject({ expectedG: 930, toleranceG: 10 });
    expect(state().weightBasis?.lines).toEqual([
      expect.objectContaining({ skuCode: 'CUP', quantity: 3, unitMg: 300_000, sampleCount: 5 }),
    ]);
    expect(causeOf(1_232)).toEqual(['surplus', 'CUP', 1]);
    expect(causeOf(633)).toEqual(['missing', 'CUP', 1]);
    expect(causeOf(932)).toBe('accepted');
  });

  it('count for more than the product data', async () => {
    for (let n = 0; n < 5; n += 1) await pack('PEN', 5, PACKAGING_G + 103);
    open('PEN', 10);
    expect(state().expectedG).toBe(PACKAGING_G + 206);
  });

  it('are the unknown one of several, the others taken off', async () => {
    number += 1;
    const draft = paidDraft('MIX', 'CUP', 1);
    const [line] = draft.lines;
    if (!line) throw new Error('a draft has lines');
    bed.intake([{ ...draft, lines: [line, { ...line, externalLineId: 'x', skuCode: 'PEN', quantity: 2 }] }]);
    ['MIX', '690CUP', '690PEN', '690PEN'].forEach(scan);
    weigh(PACKAGING_G + 40 + 300);
    await close();
    expect(weights()).toMatchObject([{ code: 'CUP', learned: { state: 'too_few', weightMg: 300_000 } }]);
    expect(weights()[0]?.samples).toMatchObject([{ orderNumber: 'MIX', grams: 300, quantity: 1 }]);
  });

  it('are not taught by a parcel that was put back', async () => {
    open('CUP', 1);
    weigh(330);
    await expect(
      finishParcel(bed.context, CLOSING_WITHOUT_CARRIER, SYSTEM_ACT, STATION, new AbortController().signal),
    ).rejects.toThrow();
    expect(weights()).toHaveLength(1);
    cancelParcel(bed.context, SYSTEM_ACT, STATION);
    expect(weights()).toEqual([]);
  });

  it('can be forgotten and corrected by a lead, which the audit knows', async () => {
    for (let n = 0; n < 5; n += 1) await pack('CUP', 1, 330);
    const skuId = weights()[0]?.skuId ?? '';
    forgetSkuWeight(bed.context, SYSTEM_ACT, skuId);
    expect(weights()).toEqual([]);
    await pack('CUP', 1, 330);
    correctSkuWeight(bed.context, SYSTEM_ACT, skuId, 310);
    open('CUP', 1);
    expect(state().expectedG).toBe(310 + PACKAGING_G);
    expect(weights()).toEqual([]);
    const acts = listAudit(bed.context.read, { limit: 10 }).entries.map((entry) => [entry.act, entry.target]);
    expect(acts).toEqual([
      ['weight.correct', 'CUP'],
      ['weight.forget', 'CUP'],
    ]);
  });

  describe('and packagings', () => {
    it('put their tare into the expected weight, by scan, in place of the usual one', () => {
      const usual = box('S', 45);
      box('L', 260);
      setDefaultPackaging(bed.context, SYSTEM_ACT, { shopId: null, packagingId: usual.id });
      open('PEN', 1);
      expect(state()).toMatchObject({ expectedG: 65, weightBasis: { packaging: { code: 'S', isChosen: false } } });
      expect(causeOf(280)).toEqual(['packaging_other', 'L', 0]);
      expect(scan('PB:BOX:L').verdict).toBe('command_done');
      expect(state()).toMatchObject({ expectedG: 280, weightBasis: { packaging: { code: 'L', isChosen: true } } });
      expect(causeOf(280)).toBe('accepted');
      scan('PB:BOX:S');
      expect(state().weightG).toBeNull();
      expect(scan('PB:BOX:NONE').problem?.code).toBe('ERR_PACKAGING_UNKNOWN');
    });

    it("are a shop's own before everybody's", () => {
      const everybodys = box('S', 45);
      const own = box('L', 260);
      setDefaultPackaging(bed.context, SYSTEM_ACT, { shopId: null, packagingId: everybodys.id });
      setDefaultPackaging(bed.context, SYSTEM_ACT, { shopId: 's1', packagingId: own.id });
      open('PEN', 1);
      expect(state().weightBasis?.packaging?.code).toBe('L');
      setDefaultPackaging(bed.context, SYSTEM_ACT, { shopId: 's1', packagingId: null });
      expect(state().weightBasis?.packaging?.code).toBe('S');
      removePackaging(bed.context, SYSTEM_ACT, everybodys.id);
      expect(state()).toMatchObject({ expectedG: 20 + PACKAGING_G, weightBasis: { packaging: null } });
    });

    it('without a tare learn it from goods of known weight, and teach nothing about goods meanwhile', async () => {
      setDefaultPackaging(bed.context, SYSTEM_ACT, { shopId: null, packagingId: box('M', null).id });
      for (let n = 0; n < 5; n += 1) await pack('PEN', 1, 52);
      expect(listPackagings(bed.context.read)).toMatchObject([{ learned: { state: 'learned', weightMg: 32_000 } }]);
      expect(weights()).toEqual([]);
      open('PEN', 2);
      expect(state()).toMatchObject({
        expectedG: 72,
        weightBasis: { packaging: { tareG: 32, tareSource: 'learned' } },
      });
    });

    it('have codes of their own; the code of one that was taken out of use brings it back', () => {
      const first = box('S', 45);
      expect(() => box('S', 50)).toThrow('ERR_PACKAGING_CODE_TAKEN');
      removePackaging(bed.context, SYSTEM_ACT, first.id);
      expect(box('S', 50)).toMatchObject({ id: first.id, tareG: 50 });
    });
  });

  it('blame the scale when it stood beside zero by so much', () => {
    open('PEN', 1);
    expect(causeOf(20 + PACKAGING_G + 40, 40)).toEqual(['scale_offset', '', 0]);
    expect(causeOf(20 + PACKAGING_G + 40, 0)).toEqual(['packaging_doubled', '', 0]);
  });
});
