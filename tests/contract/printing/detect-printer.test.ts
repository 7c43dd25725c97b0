import { afterEach, describe, expect, test } from 'vitest';
import { PRINTER_LANGUAGES } from '#main/app/registries.ts';
import { detectPrinter } from '#main/devices/printers/detect-printer.ts';
import type { DetectedLanguage } from '#main/devices/printers/detect-printer.ts';
import { createTcpTransport } from '#main/devices/transports/tcp-transport.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { closePrintingBeds, goodEnd, openPrintingBed } from './printing-bed.ts';
import type { PrintingBed } from './printing-bed.ts';

afterEach(closePrintingBeds);

const INSTANT = { isInstant: true, isBusyUntilAsked: true } as const;
const NAMES: Readonly<Record<string, string>> = {
  tspl: 'TE244',
  zpl: 'ZD421-203dpi ZPL',
  cpcl: 'ZQ620 V85.20.17',
  escpos: 'TM-L90',
};

function detect({ device }: PrintingBed): Promise<DetectedLanguage | null> {
  return detectPrinter({
    transport: createTcpTransport({ kind: 'tcp', host: device.host, port: device.port }),
    languages: PRINTER_LANGUAGES.all,
    timers: systemTimers,
    replyTimeoutMs: 150,
  });
}

describe.each(PRINTER_LANGUAGES.all.filter(({ identify }) => identify !== null))('a $id printer', (language) => {
  test('is told from those of all other languages, and prints nothing', async () => {
    const bed = await openPrintingBed({ language, ...INSTANT });
    expect(await detect(bed)).toMatchObject({ languageId: language.id, identity: { model: NAMES[language.id] } });
    expect(bed.device.printer.labels).toEqual([]);
  });

  test('is told when its answer comes late or in pieces', async () => {
    const late = await openPrintingBed({ language, ...INSTANT });
    late.device.printer.answerStatus({ delayMs: 200 });
    // The last question has no later one to wait for.
    const expected = language.id === 'zpl' || language.id === 'tspl' ? [language.id, undefined] : [language.id];
    expect(expected).toContain((await detect(late))?.languageId);
    const torn = await openPrintingBed({ language, ...INSTANT });
    torn.device.printer.answerStatus({ isTorn: true });
    expect(await detect(torn)).toMatchObject({ languageId: language.id });
  });

  test('prints the next job whole after all the questions', async () => {
    const bed = await openPrintingBed({ language, ...INSTANT });
    bed.device.printer.answerStatus({ copies: 0 });
    expect(await detect(bed)).toBeNull();
    bed.device.printer.answerStatus({ copies: 1 });
    expect(await bed.print()).toMatchObject(goodEnd(language));
    expect(Buffer.from(bed.device.printer.labels[0]?.bitmap.data ?? []).equals(bed.label.bitmap.data)).toBe(true);
  });
});

test('a printer that knows none of the questions is left unnamed', async () => {
  const epl2 = PRINTER_LANGUAGES.find('epl2');
  if (!epl2) throw new Error('no EPL2');
  const bed = await openPrintingBed({ language: epl2, ...INSTANT });
  expect(await detect(bed)).toBeNull();
  expect(await bed.print()).toMatchObject({ state: 'sent' });
});

test('a printer that is not there is said to be offline', async () => {
  const bed = await openPrintingBed();
  await bed.device.unplug();
  await expect(detect(bed)).rejects.toMatchObject({ code: 'ERR_DEVICE_OFFLINE' });
});
