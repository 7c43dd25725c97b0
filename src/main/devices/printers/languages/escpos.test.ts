import { describe, expect, it } from 'vitest';
import { escposCompatible } from '#main/devices/printers/languages/escpos-compatible.ts';
import { escpos } from '#main/devices/printers/languages/escpos.ts';
import { readable, REFERENCE_JOB, REFERENCE_LABEL, stateIn, text } from '#tests/support/printing/reference-label.ts';

const REFERENCE_BYTES = '<1B>@<1D>v0<00><02><00><03><00><FF><F0><80><00><00><00><1D>VB<00>';

describe('ESC/POS job', () => {
  it('is the reference label', () => {
    expect(readable(escpos.encode(REFERENCE_LABEL, REFERENCE_JOB))).toBe(REFERENCE_BYTES);
  });

  it('repeats the label for copies, with a cut after each', () => {
    const job = readable(escpos.encode(REFERENCE_LABEL, { ...REFERENCE_JOB, copies: 2 }));
    expect(job).toBe(REFERENCE_BYTES + REFERENCE_BYTES.slice('<1B>@'.length));
  });

  it('sends no more than 256 rows at once', () => {
    const heightDots = 600;
    const bitmap = { widthDots: 8, heightDots, bytesPerRow: 1, data: new Uint8Array(heightDots).fill(0x81) };
    const job = Buffer.from(escpos.encode(bitmap, REFERENCE_JOB));
    const bands = [256, 256, 88].map((rows) =>
      Buffer.concat([Uint8Array.of(0x1d, 0x76, 0x30, 0, 1, 0, rows & 0xff, rows >> 8), Buffer.alloc(rows, 0x81)]),
    );
    expect(job.subarray(2, -4).equals(Buffer.concat(bands))).toBe(true);
  });
});

describe('ESC/POS real-time state', () => {
  it.each([
    [[0x16], 'ready', []],
    [[0x12], 'ready', []],
    [[0x1a, 0x32, 0x12, 0x7e], 'blocked', ['paper_out']],
    [[0x1a, 0x16, 0x12, 0x12], 'blocked', ['cover_open']],
    [[0x1a, 0x52, 0x1a, 0x12], 'blocked', ['cutter_jam']],
    [[0x1a, 0x52, 0x52, 0x12], 'blocked', ['head_hot']],
    [[0x1a, 0x52, 0x32, 0x12], 'blocked', ['other']],
    [[0x1a, 0x12, 0x12, 0x12, 0x1a], 'blocked', ['other']],
    [[0x1a, 0x12, 0x12, 0x12, 0x12], 'ready', []],
  ])('reads %j as %s', (bytes, state, reasons) => {
    expect(stateIn(escpos.status, ...bytes.map((byte) => Uint8Array.of(byte)))).toMatchObject({ state, reasons });
  });

  it('asks for the cause only while the printer is offline', () => {
    expect(stateIn(escpos.status, Uint8Array.of(0x1a))).toBeNull();
  });

  it('asks again where no cause is named: the printer may have gone on between two answers', () => {
    const unnamed = [0x1a, 0x12, 0x12, 0x12].map((byte) => Uint8Array.of(byte));
    expect(stateIn(escpos.status, ...unnamed)).toBeNull();
  });

  it('is not read out of flow control, automatic status or marks', () => {
    expect(stateIn(escpos.status, Uint8Array.of(0x11, 0x13, 0x14, 0x00, 0x0f, 0x37, 0x22))).toBeNull();
    expect(stateIn(escpos.status, text('014589ADEHILMPQTUXadehilmpqtuxy@'))).toBeNull();
  });
});

describe('the end of an ESC/POS job', () => {
  it('is the mark that comes back, wherever it stands between other bytes', () => {
    if (escpos.endOfJob.kind !== 'echo') throw new Error('no echo');
    expect(readable(escpos.endOfJob.command('0049'))).toBe('<1D>(H<06><00>000049');
    const echo = (mark: string): Uint8Array => text(`\x12\x37\x22${mark}\0\x12`);
    expect(escpos.endOfJob.isIn(echo('0049'), '0049')).toBe(true);
    expect(escpos.endOfJob.isIn(echo('0048'), '0049')).toBe(false);
    expect(escpos.endOfJob.isIn(echo('0049').subarray(0, 7), '0049')).toBe(false);
  });

  it('is the answer in turn of printers without marks, and no other byte', () => {
    if (escposCompatible.endOfJob.kind !== 'echo') throw new Error('no echo');
    expect(readable(escposCompatible.endOfJob.command('0049'))).toBe('<1D>r<01>');
    expect(escposCompatible.endOfJob.isIn(Uint8Array.of(0x12, 0x11, 0x00), '')).toBe(true);
    expect(escposCompatible.endOfJob.isIn(Uint8Array.of(0x12, 0x1a, 0x7e, 0x11, 0x13, 0x14), '')).toBe(false);
  });
});

describe('ESC/POS identification', () => {
  it('reads the name in its block', () => {
    expect(escpos.identify?.parse(text('\x12_TM-L90\0'))).toEqual({ model: 'TM-L90', dotsPerMm: null });
    expect(escpos.identify?.parse(text('_TM-L9'))).toBeNull();
  });
});
