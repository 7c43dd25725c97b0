import { describe, expect, it } from 'vitest';
import { tsplFramedStatus } from '#main/devices/printers/languages/tspl-framed-status.ts';
import { tsplQuickStatus } from '#main/devices/printers/languages/tspl-quick-status.ts';
import { tspl } from '#main/devices/printers/languages/tspl.ts';
import type { LabelJobSettings } from '#main/devices/printers/printer-language.ts';
import type { PrinterStatus, PrinterStatusProtocol } from '#main/devices/printers/printer-status.ts';
import type { Bitmap } from '#main/documents/labels/bitmap.ts';

/** 12 x 3 dots: first row black, second row only its first dot, third row white (devices.md section 2). */
const REFERENCE: Bitmap = {
  widthDots: 12,
  heightDots: 3,
  bytesPerRow: 2,
  data: Uint8Array.of(0xff, 0xf0, 0x80, 0x00, 0x00, 0x00),
};

const JOB: LabelJobSettings = {
  widthMm: 10,
  heightMm: 10,
  dotsPerMm: 8,
  gapMm: 3,
  copies: 1,
  darkness: null,
  speed: null,
  rotate180: false,
  isTextOnly: false,
  smallPictures: false,
};

/** The state in what was received, as the driver reads it; null while the answer is incomplete. */
function read(protocol: PrinterStatusProtocol, received: Uint8Array): PrinterStatus | null {
  const answer = protocol.questions[0]?.find(received) ?? null;
  return answer && protocol.read([answer]);
}

const bytes = (...parts: (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [...part])));

describe('TSPL job', () => {
  it('is byte for byte the reference job: black is 0, padding is white', () => {
    expect(Uint8Array.from(tspl.encode(REFERENCE, JOB))).toEqual(
      bytes(
        'SIZE 10 mm,10 mm\r\nGAP 3 mm,0 mm\r\nDIRECTION 0,0\r\nREFERENCE 0,0\r\nCLS\r\nBITMAP 0,0,2,3,0,',
        [0x00, 0x0f, 0x7f, 0xff, 0xff, 0xff],
        '\r\nPRINT 1,1\r\n',
      ),
    );
  });

  it('says darkness, speed, copies, direction and continuous paper only when asked', () => {
    const job = tspl.encode(REFERENCE, { ...JOB, gapMm: 0, darkness: 8, speed: 4, copies: 3, rotate180: true });
    const text = Buffer.from(job).toString('latin1');
    expect(text).toContain('GAP 0,0\r\nDIRECTION 1,0\r\nREFERENCE 0,0\r\nDENSITY 8\r\nSPEED 4\r\nCLS\r\n');
    expect(text.endsWith('\r\nPRINT 1,3\r\n')).toBe(true);
  });
});

describe('TSPL state of one byte', () => {
  it.each([
    [0x00, 'ready', []],
    [0x20, 'printing', []],
    [0x04, 'blocked', ['paper_out']],
    [0x05, 'blocked', ['cover_open', 'paper_out']],
    [0x10, 'blocked', ['paused']],
    [0x24, 'blocked', ['paper_out']],
    [0x41, 'blocked', ['cover_open']],
    [0x80, 'blocked', ['head_hot']],
  ])('reads %i as %s', (byte, state, reasons) => {
    expect(read(tsplQuickStatus, Uint8Array.of(byte))).toMatchObject({ state, reasons });
  });

  it('takes the newest byte when a late reply arrives together with the right one', () => {
    expect(read(tsplQuickStatus, Uint8Array.of(0x00, 0x20))).toMatchObject({ state: 'printing', rawHex: '20' });
  });

  it('is incomplete without a byte', () => {
    expect(read(tsplQuickStatus, new Uint8Array())).toBeNull();
  });
});

describe('TSPL framed state', () => {
  const frame = (letters: string): Uint8Array => bytes([0x02], letters, [0x03, 0x0d, 0x0a]);

  it.each([
    ['@@@@', 'ready', []],
    ['P@@@', 'printing', []],
    ['W@@@', 'printing', []],
    ['`@@@', 'blocked', ['paused']],
    ['E@@A', 'blocked', ['paper_out']],
    ['E@@`', 'blocked', ['cover_open']],
    ['E@A@', 'blocked', ['head_hot']],
    ['E@H@', 'blocked', ['cutter_jam']],
    ['E@@D', 'blocked', ['ribbon_out']],
    ['E@@@', 'blocked', ['other']],
    ['L@@@', 'blocked', ['other']],
    ['@H@@', 'ready', []],
  ])('reads %s as %s', (letters, state, reasons) => {
    expect(read(tsplFramedStatus, frame(letters))).toMatchObject({ state, reasons });
  });

  it('finds the newest frame between stray bytes and an older frame', () => {
    expect(read(tsplFramedStatus, bytes([0x11, 0x20], [...frame('P@@@')], [...frame('@@@@')], [0x00]))).toMatchObject({
      state: 'ready',
    });
  });

  it('is incomplete while a frame is cut', () => {
    expect(read(tsplFramedStatus, frame('@@@@').subarray(0, 7))).toBeNull();
  });
});
