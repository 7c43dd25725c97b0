import { describe, expect, test } from 'vitest';
import { PRINTER_LANGUAGES } from '#main/app/registries.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import { choosesCutting, choosesSensor, PaperSensor } from '#shared/model/paper-handling.ts';
import { REFERENCE_JOB, REFERENCE_LABEL } from '#tests/support/printing/reference-label.ts';
import { LANGUAGE_EMULATORS } from './language-emulators.ts';

type Job = Parameters<PrinterLanguage['encode']>[1];

/** What came out of the language's emulated printer for one job. */
function printed(language: PrinterLanguage, job: Partial<Job>) {
  const printer = LANGUAGE_EMULATORS[language.id]?.create({ isInstant: true });
  if (!printer) throw new Error(`no printer speaks ${language.id}`);
  printer
    .connect(() => undefined)
    .receive(language.encode(REFERENCE_LABEL, { ...REFERENCE_JOB, heightMm: 10, widthMm: 10, ...job }));
  expect(printer.complaints).toEqual([]);
  return printer.labels;
}

const SENSED = PRINTER_LANGUAGES.all.filter(({ id }) => choosesSensor(id));
const CUT = PRINTER_LANGUAGES.all.filter(({ id }) => choosesCutting(id));

describe.each(SENSED)('paper in $id', (language) => {
  test.each(PaperSensor.options)('is told apart by %s, whatever gap was entered', (sensor) => {
    expect(printed(language, { sensor }).map((label) => label.sensor)).toEqual([sensor]);
  });
});

describe.each(CUT)('the cutter in $id', (language) => {
  test.each([
    ['each', [true, true, true]],
    ['job', [false, false, true]],
    ['off', [false, false, false]],
  ] as const)('cuts %s', (cutting, cuts) => {
    expect(printed(language, { cutting, copies: 3 }).map(({ isCut }) => isCut)).toEqual(cuts);
  });
});

test('a ZPL printer keeps the sensor that it was calibrated for until somebody chooses one', () => {
  const zpl = PRINTER_LANGUAGES.all.find(({ id }) => id === 'zpl');
  if (!zpl) throw new Error('no ZPL');
  expect(printed(zpl, {}).map(({ sensor }) => sensor)).toEqual([null]);
});
