import type { Clock } from '#core/kernel/clock.ts';
import { drawLabel } from '#main/documents/draw-label.ts';
import type { DrawnLabel } from '#main/documents/draw-label.ts';
import { sfWaybillData } from '#main/documents/layout/templates/sf-waybill-100x150.ts';
import { tspl } from '#main/devices/printers/languages/tspl.ts';
import type { LabelJobSettings } from '#main/devices/printers/printer-language.ts';
import { printJob } from '#main/devices/printers/printer-driver.ts';
import type { PrintJobRequest } from '#main/devices/printers/printer-driver.ts';
import type { PrintOutcome, PrintState } from '#main/devices/printers/print-outcome.ts';
import type { PrintTiming } from '#main/devices/printers/print-timing.ts';
import { createTcpTransport } from '#main/devices/transports/tcp-transport.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { startTsplPrinterTcp } from '#main/simulators/devices/tspl-printer-tcp.ts';
import type { TsplPrinterTcp, TsplPrinterTcpOptions } from '#main/simulators/devices/tspl-printer-tcp.ts';
import { SAMPLE_WAYBILL } from './sample-waybill.ts';

export const realClock: Clock = { nowMs: () => Date.now() };

/** Waiting short enough for tests, long enough for a busy machine. */
export const QUICK: PrintTiming = {
  statusPollMs: 20,
  replyTimeoutMs: 400,
  readyTimeoutMs: 4_000,
  busyTimeoutMs: 2_000,
  finishTimeoutMs: 10_000,
  silenceTimeoutMs: 1_500,
  closeGraceMs: 1_000,
};

export interface PrintingBed {
  readonly device: TsplPrinterTcp;
  readonly states: PrintState[];
  /** Prints the sample waybill; the label that was meant is in `label`. */
  print(job?: Partial<PrintJobRequest>): Promise<PrintOutcome>;
  readonly label: DrawnLabel;
  readonly bytes: Uint8Array;
}

const beds: PrintingBed[] = [];

/** A TSPL printer on TCP and one drawn waybill for it. */
export async function openPrintingBed(options: TsplPrinterTcpOptions = {}): Promise<PrintingBed> {
  const dotsPerMm = options.dotsPerMm ?? 8;
  const device = await startTsplPrinterTcp(options);
  const label = await drawLabel({ templateId: 'sf-waybill-100x150', data: sfWaybillData(SAMPLE_WAYBILL), dotsPerMm });
  const bytes = tspl.encode(label.bitmap, jobSettings(dotsPerMm));
  const states: PrintState[] = [];
  const bed: PrintingBed = {
    device,
    label,
    bytes,
    states,
    print: (job = {}) =>
      printJob({
        bytes,
        language: tspl,
        transportFactory: () => createTcpTransport({ kind: 'tcp', host: device.host, port: device.port }),
        clock: realClock,
        timers: systemTimers,
        timing: QUICK,
        onState: (state) => void states.push(state),
        ...job,
      }),
  };
  beds.push(bed);
  return bed;
}

export async function closePrintingBeds(): Promise<void> {
  await Promise.all(beds.splice(0).map((bed) => bed.device.close()));
}

export function jobSettings(dotsPerMm: number): LabelJobSettings {
  return { widthMm: 100, heightMm: 150, dotsPerMm, gapMm: 3, copies: 1, darkness: 8, speed: null, rotate180: false };
}
