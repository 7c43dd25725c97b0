import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STATION_ID } from '#main/app/station-id.ts';
import { decodeLabel } from '#main/simulators/devices/decode-label.ts';
import { answerScan } from '#main/usecases/devices/answer-scan.ts';
import { cancelParcel, nextParcel } from '#main/usecases/packing/leave-parcel.ts';
import { callOffPrints, reprintLabel } from '#main/usecases/printing/decide-print-job.ts';
import { scanLabel } from '#main/usecases/printing/prove-by-scan.ts';
import { setQueueMode } from '#main/usecases/printing/queue-modes.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { OPERATOR, startWorkstationBed } from '#tests/support/workstation-bed.ts';
import type { WorkstationBed } from '#tests/support/workstation-bed.ts';
import { until } from '#tests/support/until.ts';

describe('a label that is printed again', () => {
  let bed: WorkstationBed;
  beforeAll(async () => {
    bed = await startWorkstationBed(12);
  });
  afterAll(() => bed.stop());

  /** Packs the next order until its label is out. @returns its waybill number and the job */
  async function packOne(): Promise<{ number: string; jobId: string }> {
    bed.pack(bed.readyNumber());
    await bed.finish();
    await until(() => bed.state().phase === 'done', 'the label is out');
    return { number: bed.state().trackingNumber ?? '', jobId: bed.state().printJob?.id ?? '' };
  }

  async function reprint(jobId: string): Promise<string> {
    const again = reprintLabel(bed.services.context, OPERATOR, jobId, 'smeared');
    bed.services.printQueue.wakeAll();
    await until(() => bed.state().printJob?.id === again && bed.state().phase === 'done', 'the reprint is out');
    return again;
  }

  const scanned = (code: string): string => {
    try {
      scanLabel(bed.services.context, OPERATOR, code);
      return 'proven';
    } catch (error) {
      return error instanceof AppError ? error.code : String(error);
    }
  };

  it('is counted, has a reason, and bears a code that tells it from the earlier one', async () => {
    const { number, jobId } = await packOne();
    expect(() => reprintLabel(bed.services.context, OPERATOR, jobId, '  ')).toThrow(
      expect.objectContaining({ code: 'ERR_PRINT_REASON_REQUIRED' }),
    );
    await reprint(jobId);
    const paper = await Promise.all(
      bed.world.printer.printer.labels
        .slice(-2)
        .map(async ({ bitmap }) =>
          (await decodeLabel(bitmap)).barcodes.map(({ text }) => text).filter((text) => text.startsWith(number)),
        ),
    );
    expect(paper).toEqual([[number], [number, `${number}.P2`]]);
    expect(bed.state().printJob).toMatchObject({ printNumber: 2, reason: 'smeared' });
    nextParcel(bed.services.context, STATION_ID);
  });

  it('is proven by its own code only; the earlier label is refused wherever it is scanned', async () => {
    const { number, jobId } = await packOne();
    const again = await reprint(jobId);
    expect(bed.scan(number).problem?.code).toBe('ERR_PACKING_LABEL_PRINTED_AGAIN');
    expect(bed.scan(`${number}.P1`).problem?.code).toBe('ERR_PACKING_LABEL_VOIDED');
    expect(bed.state().printJob?.proof).not.toBe('scanned');
    expect(bed.scan(`${number}.P2`).verdict).toBe('label_confirmed');
    expect(bed.state().printJob).toMatchObject({ id: again, proof: 'scanned' });

    nextParcel(bed.services.context, STATION_ID);
    expect(bed.scan(number)).toMatchObject({
      verdict: 'refused',
      problem: { code: 'ERR_PACKING_LABEL_PRINTED_AGAIN', data: { number, printNumber: 2 } },
    });
    expect(bed.state().phase).toBe('idle');
  });

  it('once is no limit: the second reprint makes the first one void too', async () => {
    const { number, jobId } = await packOne();
    await reprint(await reprint(jobId));
    expect([number, `${number}.P2`, `${number}.P3`].map(scanned)).toEqual([
      'ERR_PACKING_LABEL_PRINTED_AGAIN',
      'ERR_PACKING_LABEL_VOIDED',
      'proven',
    ]);
    nextParcel(bed.services.context, STATION_ID);
  });

  it('a first label is proven by its waybill number, away from the table too, and an unknown code by nothing', async () => {
    const { number } = await packOne();
    expect(scanned(number)).toBe('proven');
    expect(bed.state().printJob?.proof).toBe('scanned');
    expect(scanned('SF0000000000000')).toBe('ERR_PACKING_CODE_UNKNOWN');
    nextParcel(bed.services.context, STATION_ID);
  });

  describe('after it was called off while its box stood here', () => {
    let jobId = '';
    beforeAll(async () => {
      const { deviceId } = bed.services.devices.usualPrinter();
      setQueueMode(bed.services.context, OPERATOR, deviceId, 'paused');
      bed.pack(bed.readyNumber());
      await bed.finish();
      jobId = bed.state().printJob?.id ?? '';
      callOffPrints(bed.services.context, OPERATOR, [jobId]);
      setQueueMode(bed.services.context, OPERATOR, deviceId, 'running');
    });

    it('is not made by closing the box once more, which says so; a reprint with its reason makes it', async () => {
      const printed = bed.world.printer.printer.labels.length;
      expect(bed.state()).toMatchObject({ phase: 'label', problems: [{ code: 'ERR_PRINT_VOIDED' }] });
      await expect(bed.finish()).rejects.toMatchObject({ code: 'ERR_PRINT_VOIDED' });
      expect(bed.world.printer.printer.labels.length).toBe(printed);
      await reprint(jobId);
      expect(bed.state()).toMatchObject({ printJob: { printNumber: 2, reason: 'smeared' }, problems: [] });
      nextParcel(bed.services.context, STATION_ID);
    });
  });

  it('is refused for a parcel that was put back', async () => {
    const { deviceId } = bed.services.devices.usualPrinter();
    setQueueMode(bed.services.context, OPERATOR, deviceId, 'paused');
    bed.pack(bed.readyNumber());
    await bed.finish();
    const jobId = bed.state().printJob?.id ?? '';
    callOffPrints(bed.services.context, OPERATOR, [jobId]);
    cancelParcel(bed.services.context, OPERATOR, STATION_ID);
    setQueueMode(bed.services.context, OPERATOR, deviceId, 'running');
    expect(() => reprintLabel(bed.services.context, OPERATOR, jobId, 'smeared')).toThrow(
      expect.objectContaining({ code: 'ERR_PRINT_STATE', data: { state: 'cancelled' } }),
    );
  });

  it('new labels go past a printer that runs empty, and are refused where there is no other', () => {
    const { deviceId } = bed.services.devices.usualPrinter();
    setQueueMode(bed.services.context, OPERATOR, deviceId, 'draining');
    expect(() => bed.services.devices.usualPrinter()).toThrow(
      expect.objectContaining({ code: 'ERR_PRINTER_DRAINING' }),
    );
    setQueueMode(bed.services.context, OPERATOR, deviceId, 'running');
    expect(bed.services.devices.usualPrinter().deviceId).toBe(deviceId);
  });

  it('is proven by a scanner for labels, and its voided first print is not', async () => {
    const { number, jobId } = await packOne();
    const scan = (code: string) =>
      answerScan(bed.services.context, OPERATOR, { scannerId: 'gate', purpose: 'labels', code });
    expect(scan(number)).toEqual({ answer: 'label', code: number });
    await reprint(jobId);
    expect(scan(number)).toMatchObject({ problem: { code: 'ERR_PACKING_LABEL_PRINTED_AGAIN' } });
    expect(scan(`${number}.P2`)).toMatchObject({ answer: 'label' });
    expect(bed.state().printJob).toMatchObject({ proof: 'scanned' });
    nextParcel(bed.services.context, STATION_ID);
  });
});
