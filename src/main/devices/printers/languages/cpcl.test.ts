import { describe, expect, it } from 'vitest';
import { cpcl } from '#main/devices/printers/languages/cpcl.ts';
import { readable, REFERENCE_JOB, REFERENCE_LABEL, stateIn, text } from '#tests/support/printing/reference-label.ts';

describe('CPCL job', () => {
  it('is the reference label as raw bytes', () => {
    expect(readable(cpcl.encode(REFERENCE_LABEL, REFERENCE_JOB))).toBe(
      `! 0 200 200 3 1
PAGE-WIDTH 12
CG 2 3 0 0 <FF><F0><80><00><00><00>
FORM
PRINT
`,
    );
  });

  it('is all text where the line swallows bytes', () => {
    const job = { ...REFERENCE_JOB, isTextOnly: true };
    expect(readable(cpcl.encode(REFERENCE_LABEL, job))).toContain('\nEG 2 3 0 0 FFF080000000\n');
  });

  it('says copies, speed and the resolution of the head, and feeds to no gap on continuous paper', () => {
    const job = { ...REFERENCE_JOB, copies: 4, speed: 3, gapMm: 0, dotsPerMm: 11.811 };
    expect(readable(cpcl.encode(REFERENCE_LABEL, job))).toBe(
      `! 0 300 300 3 4
PAGE-WIDTH 12
SPEED 3
CG 2 3 0 0 <FF><F0><80><00><00><00>
PRINT
`,
    );
  });
});

describe('CPCL state', () => {
  it.each([
    [[0x00], 'ready', []],
    // A low battery and a reset some time ago stop nothing.
    [[0x18], 'ready', []],
    [[0x01, 0x00], 'printing', []],
    // No ribbon is what a direct thermal printer always says.
    [[0x01, 0x80], 'printing', []],
    [[0x02, 0x00], 'blocked', ['paper_out']],
    [[0x06, 0x00], 'blocked', ['cover_open', 'paper_out']],
    [[0x01, 0x10], 'blocked', ['jammed']],
    [[0x01, 0x20], 'blocked', ['other']],
  ])('reads %j as %s', (bytes, state, reasons) => {
    expect(stateIn(cpcl.status, ...bytes.map((byte) => Uint8Array.of(byte)))).toMatchObject({ state, reasons });
  });

  it('asks for more only when the first byte is not plain ready', () => {
    expect(stateIn(cpcl.status, Uint8Array.of(0x01))).toBeNull();
  });

  it('takes the newest of several bytes', () => {
    expect(stateIn(cpcl.status, Uint8Array.of(0x01, 0x00))).toMatchObject({ state: 'ready' });
  });
});

describe('CPCL identification', () => {
  it('reads the name before the NUL', () => {
    expect(cpcl.identify?.parse(text('ZQ620 V85.20\0'))).toEqual({ model: 'ZQ620 V85.20', dotsPerMm: null });
    expect(cpcl.identify?.parse(text('ZQ620 V85.20'))).toBeNull();
  });
});
