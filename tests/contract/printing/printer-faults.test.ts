import { afterEach, describe, expect, test } from 'vitest';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import type { PrintState } from '#main/devices/printers/print-outcome.ts';
import { createTcpTransport } from '#main/devices/transports/tcp-transport.ts';
import type { PrinterBlock } from '#main/simulators/devices/printer/print-engine.ts';
import { until } from '#tests/support/until.ts';
import { ANSWERING, closePrintingBeds, emulatorOf, goodEnd, openPrintingBed, QUICK, SILENT } from './printing-bed.ts';
import type { PrintingBed } from './printing-bed.ts';

afterEach(closePrintingBeds);

const completeLabels = (bed: PrintingBed): number =>
  bed.device.printer.labels.filter((label) => label.isComplete).length;

const blockedReasons = (states: readonly PrintState[]): string[] =>
  states.flatMap((state) => (state.state === 'blocked' ? state.reasons : []));

const kindOf = ({ endOfJob }: PrinterLanguage): string => endOfJob.kind;

/** Languages whose state says whether the printer is at work. */
const TELLS_WORK = ANSWERING.filter((language) => ['seen-at-work', 'answered-in-turn'].includes(kindOf(language)));
/** Languages that are watched until the paper is out. */
const WATCHED = ANSWERING.filter((language) => kindOf(language) !== 'not-told');

const NAMED_FAULTS = ANSWERING.flatMap((language) =>
  Object.entries(emulatorOf(language.id).names).map(([block, reason]) => ({
    language,
    id: language.id,
    block: block as PrinterBlock,
    reason,
  })),
);

const CODES = {
  paper_out: 'ERR_PRINTER_PAPER_OUT',
  cover_open: 'ERR_PRINTER_COVER_OPEN',
  ribbon_out: 'ERR_PRINTER_RIBBON_OUT',
  paused: 'ERR_PRINTER_PAUSED',
  head_hot: 'ERR_PRINTER_HEAD_HOT',
  jammed: 'ERR_PRINTER_JAMMED',
  cutter_jam: 'ERR_PRINTER_JAMMED',
  other: 'ERR_PRINTER_FAULT',
} as const;

/** After a fault in the middle of a label: the printer repeats it, or a person looks at the pieces. */
async function expectEndAfterStop(
  bed: PrintingBed,
  language: PrinterLanguage,
  printing: Promise<object>,
): Promise<void> {
  if (language.repeatsDamaged) {
    expect(await printing).toMatchObject(goodEnd(language));
    expect(completeLabels(bed)).toBe(1);
    return;
  }
  expect(await printing).toMatchObject({
    state: 'unconfirmed',
    problem: { code: 'ERR_PRINTER_UNCONFIRMED', data: { detail: 'stopped_midway' } },
  });
  expect(completeLabels(bed)).toBe(0);
  expect(bed.device.printer.labels).toHaveLength(2);
}

describe('before the first byte', () => {
  test.each(NAMED_FAULTS)(
    '$id: a printer with $block gets nothing and says why',
    async ({ language, block, reason }) => {
      const bed = await openPrintingBed({ language, isInstant: true });
      bed.device.printer.block(block);
      const problem = { code: CODES[reason] };
      expect(await bed.print()).toMatchObject({ state: 'blocked', reasons: [reason], bytesSent: 0, problem });
      expect(bed.states).toEqual([]);
      expect(bed.device.printer.labels).toEqual([]);
      expect(bed.device.receivedBytes).toBeLessThan(100);
    },
  );

  test.each(ANSWERING)('$id: a printer that is switched off gets nothing', async (language) => {
    const bed = await openPrintingBed({ language });
    await bed.device.unplug();
    expect(await bed.print()).toMatchObject({ state: 'failed', problem: { code: 'ERR_DEVICE_OFFLINE' } });
  });

  test.each(ANSWERING)('$id: a printer that serves somebody else gets nothing', async (language) => {
    const bed = await openPrintingBed({ language });
    const other = createTcpTransport({ kind: 'tcp', host: bed.device.host, port: bed.device.port });
    await other.open();
    expect(await bed.print()).toMatchObject({ state: 'failed', problem: { code: 'ERR_DEVICE_OFFLINE' } });
    await other.close();
  });

  test.each(ANSWERING)('$id: a printer that should answer and stays silent gets nothing', async (language) => {
    const bed = await openPrintingBed({ language });
    bed.device.printer.answerStatus({ copies: 0 });
    expect(await bed.print({ timing: { ...QUICK, replyTimeoutMs: 100 } })).toMatchObject({
      state: 'failed',
      problem: { code: 'ERR_DEVICE_TIMEOUT' },
    });
    expect(bed.states).toEqual([]);
  });

  test.each(TELLS_WORK)('$id: a busy printer is waited for', async (language) => {
    const bed = await openPrintingBed({ language, secondClient: 'served' });
    const first = bed.print();
    await until(() => bed.device.printer.isPrinting, 'the first label is under way');
    bed.states.length = 0;
    expect(await bed.print()).toMatchObject(goodEnd(language));
    expect(await first).toMatchObject({ state: 'printed' });
    expect(bed.states.map(({ state }) => state)).toContain('waiting');
    expect(completeLabels(bed)).toBe(2);
  });

  test.each(ANSWERING)('$id: a recorder that fails keeps the job from being sent', async (language) => {
    const bed = await openPrintingBed({ language, isInstant: true });
    const onState = (): void => {
      throw new Error('disk full');
    };
    await expect(bed.print({ onState })).rejects.toThrow('disk full');
    expect(bed.device.printer.labels).toEqual([]);
  });
});

describe.each(ANSWERING)('after the first byte of a $id job', (language) => {
  test('a printer that resets the line in the middle is never sent the job again', async () => {
    const bed = await openPrintingBed({ language, isInstant: true });
    const half = Math.floor(bed.bytes.length / 2);
    bed.device.closeAfterBytes(half);
    const outcome = await bed.print();
    expect(outcome).toMatchObject({ state: 'interrupted', problem: { code: 'ERR_DEVICE_INTERRUPTED' } });
    expect(outcome.state === 'interrupted' && outcome.bytesSent).toBeGreaterThan(0);
    expect(bed.states[0]).toEqual({ state: 'sending', bytesTotal: bed.sentBytes });
    expect(bed.device.printer.labels).toEqual([]);
    expect(bed.device.receivedBytes).toBeLessThanOrEqual(half);
  });

  // Replies keep their order on the line, so the end of the job means the same however late they come.
  test.each([
    ['late', { delayMs: 150 }],
    ['doubled', { copies: 2 }],
    ['torn into single bytes', { isTorn: true }],
  ])('replies that come %s do not confuse the driver', async (_, manners) => {
    // On a busy machine half a second of paper may be over before the first question: then it is still seen at work.
    const bed = await openPrintingBed({ language, isBusyUntilAsked: true });
    const printing = bed.print();
    await until(() => bed.states.length > 0, 'the job has begun');
    bed.device.printer.answerStatus(manners);
    expect(await printing).toMatchObject(goodEnd(language));
    await until(() => completeLabels(bed) === 1, 'the paper is out');
  });

  test('replies that come too late for their own question lead to no second label', async () => {
    const bed = await openPrintingBed({ language });
    const printing = bed.print({ timing: { ...QUICK, replyTimeoutMs: 50 } });
    await until(() => bed.states.length > 0, 'the job has begun');
    bed.device.printer.answerStatus({ delayMs: 120 });
    const { state } = await printing;
    // Where a state takes several questions, their answers may never meet: then the outcome is openly unknown.
    expect(['printed', 'sent', 'unconfirmed']).toContain(state);
    if (state === 'printed') expect(completeLabels(bed)).toBe(1);
    await until(() => completeLabels(bed) === 1, 'the paper is out');
    expect(bed.device.printer.labels).toHaveLength(1);
  });

  test('answers to questions from before the job prove nothing', async () => {
    const bed = await openPrintingBed({ language });
    bed.device.printer.answerStatus({ delayMs: 120 });
    const { state } = await bed.print({ timing: { ...QUICK, replyTimeoutMs: 50 } });
    if (state === 'printed') expect(completeLabels(bed)).toBe(1);
    // Where a state takes several questions, their answers may never meet.
    else expect(['failed', 'sent', 'unconfirmed']).toContain(state);
    expect(bed.device.printer.labels.length).toBeLessThanOrEqual(1);
  });

  test('a printer that falls silent leaves the outcome unknown', async () => {
    const bed = await openPrintingBed({ language });
    const onState = (): void => bed.device.printer.answerStatus({ copies: 0 });
    const timing = { ...QUICK, replyTimeoutMs: 100, silenceTimeoutMs: 800, finishTimeoutMs: 800 };
    expect(await bed.print({ timing, onState })).toMatchObject({
      state: 'unconfirmed',
      problem: { data: { detail: 'no_reply' } },
    });
  });
});

describe.each(WATCHED)('while a $id job is on its way to the paper', (language) => {
  test('paper that runs out in the middle blocks the job until there is new paper', async () => {
    const bed = await openPrintingBed({ language });
    bed.device.printer.loadPaper(60);
    const printing = bed.print();
    await until(() => blockedReasons(bed.states).length > 0, 'the driver sees the fault');
    expect(blockedReasons(bed.states)).toEqual(['paper_out']);
    expect(completeLabels(bed)).toBe(0);
    bed.device.printer.loadPaper();
    await expectEndAfterStop(bed, language, printing);
    expect(bed.device.receivedBytes).toBeLessThan(bed.sentBytes + 3_000);
  });

  test('a cover opened while printing blocks the job until it is closed', async () => {
    const bed = await openPrintingBed({ language });
    bed.device.printer.planFault({ block: 'cover_open', atMm: 40 });
    const printing = bed.print();
    await until(() => blockedReasons(bed.states).includes('cover_open'), 'the driver sees the cover');
    bed.device.printer.unblock('cover_open');
    await expectEndAfterStop(bed, language, printing);
  });

  test('paper that ends with the label does not lose it', async () => {
    const bed = await openPrintingBed({ language });
    bed.device.printer.loadPaper(150);
    const printing = bed.print();
    await until(() => completeLabels(bed) === 1, 'the label is out');
    bed.device.printer.loadPaper();
    const { state } = await printing;
    // Who saw the end of the paper before the end of the job, and cannot tell which came first, asks.
    expect(['printed', 'unconfirmed']).toContain(state);
    expect(completeLabels(bed)).toBe(1);
  });

  test('a hot head only delays', async () => {
    const bed = await openPrintingBed({ language });
    const printing = bed.print();
    await until(() => bed.device.printer.isPrinting, 'the label is under way');
    bed.device.printer.overheat(300);
    expect(await printing).toMatchObject(goodEnd(language));
    expect(blockedReasons(bed.states).every((reason) => reason === 'head_hot')).toBe(true);
  });

  test('a printer that loses power after the last byte leaves the outcome unknown', async () => {
    const bed = await openPrintingBed({ language });
    const printing = bed.print();
    await until(() => bed.device.printer.isPrinting, 'the label is under way');
    await bed.device.unplug();
    const outcome = await printing;
    expect(outcome.state).toBe('interrupted');
  });

  test('a job that is called off while the printer waits for paper stays unconfirmed', async () => {
    const bed = await openPrintingBed({ language });
    const stop = new AbortController();
    bed.device.printer.loadPaper(60);
    const printing = bed.print({ signal: stop.signal });
    await until(() => blockedReasons(bed.states).length > 0, 'the driver sees the fault');
    stop.abort();
    expect(await printing).toMatchObject({ state: 'unconfirmed', problem: { data: { detail: 'cancelled' } } });
  });

  test('a printer that was reset and forgot the job does not count it as printed', async () => {
    const bed = await openPrintingBed({ language });
    bed.device.printer.loadPaper(60);
    const printing = bed.print({ timing: { ...QUICK, busyTimeoutMs: 400, finishTimeoutMs: 800 } });
    await until(() => blockedReasons(bed.states).length > 0, 'the driver sees the fault');
    bed.device.printer.restart();
    bed.device.printer.loadPaper();
    expect(await printing).toMatchObject({ state: 'unconfirmed' });
    expect(completeLabels(bed)).toBe(0);
  });
});

describe.each(WATCHED.filter((language) => kindOf(language) === 'seen-at-work'))('$id', (language) => {
  test('a label that is out before anybody looked stays unconfirmed', async () => {
    const bed = await openPrintingBed({ language, isInstant: true });
    expect(await bed.print({ timing: { ...QUICK, busyTimeoutMs: 300 } })).toMatchObject({
      state: 'unconfirmed',
      bytesSent: bed.sentBytes,
      problem: { code: 'ERR_PRINTER_UNCONFIRMED', data: { detail: 'never_busy' } },
    });
    expect(completeLabels(bed)).toBe(1);
  });
});

describe.each(SILENT)('$id, for a printer that tells nothing', (language) => {
  test('sends the job once, and the outcome says openly that it is not confirmed', async () => {
    const bed = await openPrintingBed({ language, isInstant: true });
    bed.device.printer.answerStatus({ copies: 0 });
    expect(await bed.print()).toEqual({ state: 'sent', bytesSent: bed.bytes.length });
    expect(completeLabels(bed)).toBe(1);
  });

  test('is not taken as having got a job that it reset', async () => {
    const bed = await openPrintingBed({ language, isInstant: true });
    bed.device.closeAfterBytes(Math.floor(bed.bytes.length / 2));
    expect(await bed.print()).toMatchObject({ state: 'interrupted' });
    expect(bed.device.printer.labels).toEqual([]);
  });
});

test('a printer that tells nothing and stops reading counts as interrupted', async () => {
  const [language] = SILENT;
  if (!language) throw new Error('no such language');
  const bed = await openPrintingBed({ language, isInstant: true });
  bed.device.stopReading();
  const { host, port } = bed.device;
  const transportFactory = () => createTcpTransport({ kind: 'tcp', host, port }, { stallTimeoutMs: 200 });
  // The kernel takes megabytes for a peer that reads nothing, so the job must be larger than that.
  const bytes = new Uint8Array(32_000_000);
  expect(await bed.print({ transportFactory, bytes })).toMatchObject({ state: 'interrupted' });
});
