import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemoDevices } from '#main/app/demo-bench.ts';
import type { DemoDevices } from '#main/app/demo-bench.ts';
import { startWorkstationBed } from '#tests/support/workstation-bed.ts';
import type { WorkstationBed } from '#tests/support/workstation-bed.ts';
import { until } from '#tests/support/until.ts';

describe('the bench of the demo store', () => {
  let bed: WorkstationBed;
  let devices: DemoDevices;
  beforeAll(async () => {
    bed = await startWorkstationBed(4);
    devices = createDemoDevices(bed.world, { running: () => [], view: () => [] }, { running: () => [], ids: () => [] });
  });
  afterAll(() => bed.stop());

  const deviceOf = (kind: 'printer' | 'scale' | 'scanner') =>
    bed.services.devices.list().find((device) => device.kind === kind);
  const problemOf = (kind: 'printer' | 'scale' | 'scanner'): string | null =>
    deviceOf(kind)?.live.problem?.code ?? null;
  const isWell = (kind: 'printer' | 'scale' | 'scanner'): boolean => deviceOf(kind)?.live.status === 'online';

  it.each([
    ['printer_paper_out', 'printer', 'ERR_PRINTER_PAPER_OUT'],
    ['printer_cover_open', 'printer', 'ERR_PRINTER_COVER_OPEN'],
    ['printer_jam', 'printer', 'ERR_PRINTER_JAMMED'],
    ['printer_ribbon_out', 'printer', 'ERR_PRINTER_RIBBON_OUT'],
    ['printer_paused', 'printer', 'ERR_PRINTER_PAUSED'],
    ['printer_head_hot', 'printer', 'ERR_PRINTER_HEAD_HOT'],
    ['printer_cutter_jam', 'printer', 'ERR_PRINTER_JAMMED'],
    ['printer_unplugged', 'printer', 'ERR_DEVICE_OFFLINE'],
    ['scale_unplugged', 'scale', 'ERR_DEVICE_PORT_MISSING'],
    ['scale_mute', 'scale', 'ERR_SCALE_STALE'],
    ['scanner_unplugged', 'scanner', 'ERR_DEVICE_PORT_MISSING'],
  ] as const)('%s is seen by the workstation, and is over when it is mended', async (fault, kind, code) => {
    await until(() => isWell(kind), `${kind} is well`);
    await devices.setFault(fault, true);
    expect(devices.bench().standing).toEqual([fault]);
    await until(
      () => {
        if (kind === 'printer') void bed.services.devices.test(deviceOf(kind)?.id ?? '');
        return problemOf(kind) === code;
      },
      `${fault} is seen`,
      30_000,
    );
    await devices.setFault(fault, false);
    expect(devices.bench().standing).toEqual([]);
    await until(
      () => {
        if (kind === 'printer') void bed.services.devices.test(deviceOf(kind)?.id ?? '');
        return isWell(kind);
      },
      `${kind} is well again`,
      30_000,
    );
  });

  it('a scale that drifts shows it empty, and under a box', async () => {
    await until(() => isWell('scale'), 'the scale is well');
    await devices.setFault('scale_drift', true);
    await until(() => deviceOf('scale')?.live.grams === 12, 'the empty scale shows the drift');
    devices.putOnScale(200);
    await until(() => deviceOf('scale')?.live.grams === 212, 'so does a box');
    await devices.setFault('scale_drift', false);
    await until(() => deviceOf('scale')?.live.grams === 200, 'it is over');
  });

  it('mending one fault of a cable leaves the others', async () => {
    await devices.setFault('scale_mute', true);
    await devices.setFault('scale_noise', true);
    await devices.setFault('scale_noise', false);
    await until(() => !isWell('scale'), 'the scale is still mute');
    await devices.setFault('scale_mute', false);
    await until(() => isWell('scale'), 'the scale is well again');
  });
});
