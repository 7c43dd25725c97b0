import type { PrinterBlockReason } from '#main/devices/printers/printer-status.ts';
import { createCpclPrinter } from '#main/simulators/devices/cpcl-printer.ts';
import { createEpl2Printer } from '#main/simulators/devices/epl2-printer.ts';
import { createEscposPrinter } from '#main/simulators/devices/escpos-printer.ts';
import type { EmulatedPrinter, PrinterOptions } from '#main/simulators/devices/printer/emulated-printer.ts';
import type { PrinterBlock } from '#main/simulators/devices/printer/print-engine.ts';
import { createTsplPrinter } from '#main/simulators/devices/tspl-printer.ts';
import { createZplPrinter } from '#main/simulators/devices/zpl-printer.ts';

export interface LanguageEmulator {
  create(options: PrinterOptions): EmulatedPrinter;
  /** Faults that the language can name, and as what. */
  readonly names: Partial<Record<PrinterBlock, PrinterBlockReason>>;
}

const COMMON = {
  paper_out: 'paper_out',
  cover_open: 'cover_open',
  ribbon_out: 'ribbon_out',
  paused: 'paused',
  head_hot: 'head_hot',
} as const;
const TSPL = { create: createTsplPrinter, names: { ...COMMON, jam: 'jammed', cutter_jam: 'jammed' } } as const;
const compatibleZpl = (options: PrinterOptions): EmulatedPrinter =>
  createZplPrinter({ ...options, hasErrorQuery: false });
const ESCPOS_NAMES = {
  paper_out: 'paper_out',
  cover_open: 'cover_open',
  head_hot: 'head_hot',
  cutter_jam: 'cutter_jam',
  jam: 'other',
} as const;

/** For every registered language the printer that it is tested against. */
export const LANGUAGE_EMULATORS: Readonly<Record<string, LanguageEmulator>> = {
  tspl: TSPL,
  'tspl-full-status': { ...TSPL, names: { ...TSPL.names, cutter_jam: 'cutter_jam' } },
  'tspl-no-status': TSPL,
  zpl: { create: createZplPrinter, names: { ...COMMON, jam: 'jammed', cutter_jam: 'cutter_jam' } },
  'zpl-compatible': { create: compatibleZpl, names: COMMON },
  'zpl-no-status': { create: compatibleZpl, names: COMMON },
  cpcl: { create: createCpclPrinter, names: { paper_out: 'paper_out', cover_open: 'cover_open', jam: 'jammed' } },
  epl2: {
    create: createEpl2Printer,
    names: {
      paper_out: 'paper_out',
      cover_open: 'cover_open',
      head_hot: 'head_hot',
      cutter_jam: 'cutter_jam',
      paused: 'paused',
      jam: 'other',
    },
  },
  escpos: { create: createEscposPrinter, names: ESCPOS_NAMES },
  'escpos-compatible': {
    create: (options) => createEscposPrinter({ ...options, hasProcessIds: false }),
    names: ESCPOS_NAMES,
  },
  'escpos-no-status': { create: createEscposPrinter, names: ESCPOS_NAMES },
};
