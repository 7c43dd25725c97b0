import { expect, test } from 'vitest';
import { CARRIERS, CHANNELS, PRINTER_LANGUAGES, SCALE_PROTOCOLS } from '#main/app/registries.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import type { ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';
import { AppError } from '#shared/errors/app-error.ts';

const idOf = ({ id }: { readonly id: string }) => id;

function isUnfinishedLanguage(language: PrinterLanguage): boolean {
  const dot = { widthDots: 8, heightDots: 1, bytesPerRow: 1, data: Uint8Array.of(0) };
  const job = {
    widthMm: 1,
    heightMm: 1,
    dotsPerMm: 8,
    gapMm: 0,
    copies: 1,
    darkness: null,
    speed: null,
    rotate180: false,
    isTextOnly: false,
    smallPictures: false,
  };
  try {
    language.encode(dot, job);
    return false;
  } catch (error) {
    return error instanceof AppError && error.code === 'ERR_PLUGIN_UNFINISHED';
  }
}

const isUnfinishedProtocol = (protocol: ScaleProtocol): boolean =>
  protocol
    .createDecoder()
    .push(new TextEncoder().encode('\r\n'))
    .some((frame) => frame.kind === 'fault' && frame.rawText.startsWith('not implemented yet'));

test('no registered plugin is a scaffold that is not implemented yet', () => {
  const unfinished = [
    ...CHANNELS.all.filter((channel) => channel.apiVersion === 'unfinished'),
    ...CARRIERS.all.filter((carrier) => carrier.apiVersion === 'unfinished'),
    ...PRINTER_LANGUAGES.all.filter(isUnfinishedLanguage),
    ...SCALE_PROTOCOLS.all.filter(isUnfinishedProtocol),
  ];
  expect(unfinished.map(idOf), 'registered, but not implemented yet').toEqual([]);
});
