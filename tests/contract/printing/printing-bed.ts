import type { Clock } from '#core/kernel/clock.ts';
import { drawLabel } from '#main/documents/draw-label.ts';
import type { DrawnLabel } from '#main/documents/draw-label.ts';
import { sfWaybillData } from '#main/documents/layout/templates/sf-waybill-100x150.ts';
import { PRINTER_LANGUAGES } from '#main/app/registries.ts';
import { tspl } from '#main/devices/printers/languages/tspl.ts';
import type { LabelJobSettings, PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import { printJob } from '#main/devices/printers/printer-driver.ts';
import type { PrintJobRequest } from '#main/devices/printers/print-run.ts';
import type { PrintOutcome, PrintState } from '#main/devices/printers/print-outcome.ts';
import type { PrintTiming } from '#main/devices/printers/print-timing.ts';
import { createTcpTransport } from '#main/devices/transports/tcp-transport.ts';
import { systemTimers } from '#main/lib/timers.ts';
import type { PrinterOptions } from '#main/simulators/devices/printer/emulated-printer.ts';
import { startPrinterTcp } from '#main/simulators/devices/printer/printer-tcp.ts';
import type { PrinterTcp, PrinterTcpOptions } from '#main/simulators/devices/printer/printer-tcp.ts';
import { LANGUAGE_EMULATORS } from './language-emulators.ts';
import type { LanguageEmulator } from './language-emulators.ts';
import { SAMPLE_WAYBILL } from './sample-waybill.ts';

export const realClock: Clock = { nowMs: () => Date.now() };

/** Waiting short enough for tests, long enough for a busy machine. */
export const QUICK: PrintTiming = {
  statusPollMs: 20,
  statusPollAtEndMs: 20,
  replyTimeoutMs: 2_000,
  readyTimeoutMs: 4_000,
  busyTimeoutMs: 5_000,
  finishTimeoutMs: 10_000,
  silenceTimeoutMs: 6_000,
  closeGraceMs: 1_000,
};

/** A waybill of 150 mm in half a second: long enough to be seen at work. */
export const QUICK_PAPER_MM_PER_SECOND = 300;

/** Languages whose printers answer, and those whose printers never do. */
export const ANSWERING = PRINTER_LANGUAGES.all.filter(({ status }) => status !== null);
export const SILENT = PRINTER_LANGUAGES.all.filter(({ status }) => status === null);

export interface PrintingBed {
  readonly device: PrinterTcp;
  readonly states: PrintState[];
  /** Prints the sample waybill; the label that was meant is in `label`. */
  print(job?: Partial<PrintJobRequest>): Promise<PrintOutcome>;
  readonly label: DrawnLabel;
  readonly bytes: Uint8Array;
  /** What leaves for one job: at its end some languages add a mark. */
  readonly sentBytes: number;
}

const beds: PrintingBed[] = [];
const drawn = new Map<number, Promise<DrawnLabel>>();

export type PrintingBedOptions = PrinterOptions & PrinterTcpOptions & { readonly language?: PrinterLanguage };

/** A printer on TCP that understands the language (TSPL unless told otherwise), and one drawn waybill for it. */
export async function openPrintingBed(options: PrintingBedOptions = {}): Promise<PrintingBed> {
  const dotsPerMm = options.dotsPerMm ?? 8;
  const language = options.language ?? tspl;
  const printer = emulatorOf(language.id).create({ mmPerSecond: QUICK_PAPER_MM_PER_SECOND, ...options });
  const device = await startPrinterTcp(printer, options);
  const label = await sampleWaybill(dotsPerMm);
  const bytes = language.encode(label.bitmap, jobSettings(dotsPerMm));
  const mark = language.endOfJob.kind === 'echo' ? language.endOfJob.command('0000').length : 0;
  const states: PrintState[] = [];
  const bed: PrintingBed = {
    device,
    label,
    bytes,
    sentBytes: bytes.length + mark,
    states,
    print: (job = {}) =>
      printJob({
        bytes,
        language,
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

/** @throws TypeError for a language that nobody has built a printer for */
export function emulatorOf(languageId: string): LanguageEmulator {
  const emulator = LANGUAGE_EMULATORS[languageId];
  if (!emulator) throw new TypeError(`no emulated printer for ${languageId}: add it to language-emulators.ts`);
  return emulator;
}

/** Drawn once for each resolution. */
export function sampleWaybill(dotsPerMm: number): Promise<DrawnLabel> {
  const known = drawn.get(dotsPerMm);
  if (known) return known;
  const label = drawLabel({ template: 'sf-waybill-100x150', data: sfWaybillData(SAMPLE_WAYBILL), dotsPerMm });
  drawn.set(dotsPerMm, label);
  return label;
}

/** How a job ends when nothing goes wrong. */
export function goodEnd({ proof }: PrinterLanguage): object {
  return proof === 'none' ? { state: 'sent' } : { state: 'printed', proof };
}

export function jobSettings(dotsPerMm: number): LabelJobSettings {
  return {
    widthMm: 100,
    heightMm: 150,
    dotsPerMm,
    gapMm: 3,
    copies: 1,
    darkness: null,
    speed: null,
    rotate180: false,
    isTextOnly: false,
    smallPictures: false,
  };
}
