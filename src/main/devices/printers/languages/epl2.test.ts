import { describe, expect, it } from 'vitest';
import { epl2 } from '#main/devices/printers/languages/epl2.ts';
import { readable, REFERENCE_JOB, REFERENCE_LABEL, stateIn, text } from '#tests/support/printing/reference-label.ts';

describe('EPL2 job', () => {
  it('is the reference label: black is 0, padding is white, the size comes before the clearing', () => {
    expect(readable(epl2.encode(REFERENCE_LABEL, REFERENCE_JOB))).toBe(
      `
q12
Q3,24
ZT
N
GW0,0,2,3,<00><0F><7F><FF><FF><FF>
P1
`,
    );
  });

  it('says darkness, speed and copies only when asked', () => {
    const job = { ...REFERENCE_JOB, darkness: 9, speed: 2, copies: 5, gapMm: 0 };
    const dump = readable(epl2.encode(REFERENCE_LABEL, job));
    expect(dump).toContain('\nQ3,0\nD9\nS2\nZT\n');
    expect(dump.endsWith('\nP5\n')).toBe(true);
  });
});

describe('EPL2 state', () => {
  it.each([
    ['00\r\n', 'ready', []],
    ['07\r\n', 'blocked', ['paper_out']],
    ['11\r\n', 'blocked', ['cover_open']],
    ['62,92\r\n', 'blocked', ['head_hot', 'paused']],
    ['81\r\n', 'blocked', ['cutter_jam']],
    // A syntax error of an earlier command is over.
    ['01\r\n', 'ready', []],
    ['01,11\r\n', 'blocked', ['cover_open']],
    ['99\r\n', 'blocked', ['other']],
    // A late answer before the right one.
    ['07\r\n00\r\n', 'ready', []],
  ])('reads %j as %s', (answer, state, reasons) => {
    expect(stateIn(epl2.status, text(answer))).toMatchObject({ state, reasons });
  });

  it.each(['', '0', '00', '00\r', 'xx\r\n'])('is incomplete with %j', (answer) => {
    expect(stateIn(epl2.status, text(answer))).toBeNull();
  });

  it('claims no proof of printing that it cannot give', () => {
    expect(epl2.proof).toBe('none');
  });
});
