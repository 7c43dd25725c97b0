import { afterAll, beforeAll, expect, it } from 'vitest';
import { listAudit } from '#main/usecases/audit/list-audit.ts';
import { listScaleChecks, recordScaleCheck } from '#main/usecases/devices/check-scale.ts';
import { OPERATOR, startWorkstationBed } from '#tests/support/workstation-bed.ts';
import type { WorkstationBed } from '#tests/support/workstation-bed.ts';
import { until } from '#tests/support/until.ts';

let bed: WorkstationBed;
let scaleId: string;

beforeAll(async () => {
  bed = await startWorkstationBed(1);
  scaleId = idOf('scale');
});

afterAll(() => bed.stop());

function idOf(kind: string): string {
  return bed.services.devices.list().find((device) => device.kind === kind)?.id ?? '';
}

/** What stands in the way of a reading now, or the reading. */
function steady(): string {
  try {
    return `${bed.services.devices.steadyWeight(scaleId).grams} g`;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

function check(certifiedG: number): ReturnType<typeof recordScaleCheck> {
  const input = { deviceId: scaleId, certifiedG, toleranceG: 2, weightName: 'M1 no. 4711' };
  return recordScaleCheck(bed.services.context, OPERATOR, input, bed.services.devices.steadyWeight(scaleId));
}

it('writes down what the scale shows under a known weight, passed or failed, again and again without lifting it', async () => {
  bed.world?.scale?.plate.put(1_001);
  await until(() => steady() === '1001 g', 'the weight stands');
  expect(check(1_000)).toMatchObject({ certifiedG: 1_000, shownG: 1_001, hasPassed: true, operatorName: 'Operator' });
  expect(check(1_010)).toMatchObject({ hasPassed: false });
  expect(listScaleChecks(bed.read, scaleId).map(({ hasPassed }) => hasPassed)).toEqual([false, true]);
  expect(listAudit(bed.read, { act: 'scale.check', limit: 5 }).entries).toMatchObject([
    { actorName: 'Operator', data: { hasPassed: false } },
    { actorName: 'Operator', data: { hasPassed: true } },
  ]);
});

it('takes no reading of a moving scale, and none of a printer', async () => {
  bed.world?.scale?.plate.put(500);
  await until(() => steady() === 'ERR_SCALE_UNSTABLE', 'the plate swings');
  await until(() => steady() === '1501 g', 'the weight stands');
  expect(() => bed.services.devices.steadyWeight(idOf('printer'))).toThrow('ERR_DEVICE_CONFIG_INVALID');
});

it('never changes a line of the book', () => {
  const change = () =>
    bed.services.context.db.transaction((tx) => tx.prepare('UPDATE scale_checks SET shown_g = certified_g').run());
  expect(change).toThrow('append-only');
});

it('tells when the empty scale does not show zero', async () => {
  const offset = () => bed.services.devices.view(scaleId).live.zeroOffsetG;
  bed.world?.scale?.plate.clear();
  bed.world?.scale?.plate.put(3);
  // Five seconds of readings without a gap: a machine that is busy may need several tries at it.
  await until(() => offset() === 3, 'the drift is noticed');
  bed.world?.scale?.plate.clear();
  await until(() => offset() === undefined, 'the drift is gone');
});
