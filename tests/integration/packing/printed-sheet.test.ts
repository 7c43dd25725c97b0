import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeLabel } from '#main/simulators/devices/decode-label.ts';
import { weighParcelManually } from '#main/usecases/packing/weigh-parcel.ts';
import { STATION_ID } from '#main/app/station-id.ts';
import { savePackaging } from '#main/usecases/weighing/manage-packagings.ts';
import { COMMANDS } from '#shared/scanning/command-barcode.ts';
import type { Command } from '#shared/scanning/command-barcode.ts';
import { OPERATOR, startWorkstationBed } from '#tests/support/workstation-bed.ts';
import type { WorkstationBed } from '#tests/support/workstation-bed.ts';
import { until } from '#tests/support/until.ts';

/** A station that is run from the paper sheet alone: what is scanned here was read off the emulated printer's paper. */
describe('the printed command sheet', () => {
  let bed: WorkstationBed;
  const paper = new Set<string>();
  beforeAll(async () => {
    bed = await startWorkstationBed(20);
    savePackaging(bed.services.context, OPERATOR, {
      id: null,
      code: 'L',
      name: '大箱',
      tareG: 120,
      lengthMm: 400,
      widthMm: 300,
      heightMm: 200,
    });
    const printer = bed.services.devices.list().find(({ kind }) => kind === 'printer');
    await bed.services.printCommandSheet(OPERATOR, printer?.id ?? '');
    bed.services.printQueue.wakeAll();
    const pages = bed.read.pluck<[], number>('SELECT COUNT(*) FROM print_jobs').get();
    await until(() => bed.world.printer.printer.labels.length === pages, 'all pages are out', 100_000);
    for (const { bitmap } of bed.world.printer.printer.labels)
      for (const { text } of (await decodeLabel(bitmap)).barcodes) paper.add(text);
  }, 180_000);
  afterAll(() => bed.stop());

  /** @throws Error for a command that is not on the paper */
  function scan(command: Command, argument?: string) {
    const code = argument === undefined ? `PB:${command}` : `PB:${command}:${argument}`;
    if (!paper.has(code)) throw new Error(`${code} is not on the sheet`);
    return bed.scan(code);
  }
  const scannedUnits = (): number => bed.state().lines.reduce((sum, line) => sum + line.scannedQuantity, 0);
  /** A ready order of two units or more; those with two of a kind first. */
  function openLarge(): void {
    const number = bed.read
      .pluck<[], string>(
        `SELECT o.external_number FROM orders o WHERE o.status = 'ready_to_pack' AND o.unit_count >= 2
         ORDER BY (SELECT MAX(l.quantity) FROM order_lines l WHERE l.order_id = o.id) DESC, o.id LIMIT 1`,
      )
      .get();
    expect(bed.scan(number ?? '').verdict).toBe('order_opened');
  }
  function largeLine() {
    const line = bed.state().lines.find(({ dueQuantity }) => dueQuantity >= 2);
    if (!line) throw new Error('no line of two units');
    return line;
  }

  it('holds every command, each with its further words', () => {
    for (const command of COMMANDS)
      expect([...paper].filter((code) => code === `PB:${command}` || code.startsWith(`PB:${command}:`))).not.toEqual(
        [],
      );
    expect(paper.has('PB:BOX:L')).toBe(true);
  });

  it('QTY, UNDO, BOX, SKIP: counts two at once, takes them back, says which box, puts it back', () => {
    openLarge();
    expect(scan('QTY', '2').verdict).toBe('command_done');
    bed.scan(largeLine().barcodes[0] ?? '');
    expect(scannedUnits()).toBe(2);
    expect(scan('UNDO').verdict).toBe('command_done');
    expect(scannedUnits()).toBe(0);
    expect(scan('BOX', 'L').verdict).toBe('command_done');
    expect(bed.state().weightBasis?.packaging?.code).toBe('L');
    expect(scan('SKIP').verdict).toBe('command_done');
    expect(bed.state().phase).toBe('idle');
  });

  it('HOLD: sets the box aside and holds its order', () => {
    openLarge();
    const orderId = bed.state().order?.id;
    expect(scan('HOLD').verdict).toBe('command_done');
    expect(bed.state().phase).toBe('idle');
    const held = bed.read
      .pluck<[string], number>('SELECT COUNT(*) FROM order_holds WHERE order_id = ?')
      .get(orderId ?? '');
    expect(held).toBe(1);
  });

  it('PARTIAL, WEIGH, FINISH, REPRINT, NEXT: a part of the order leaves, its label is out, the table is free', async () => {
    openLarge();
    bed.scan(bed.state().lines[0]?.barcodes[0] ?? '');
    expect(scan('PARTIAL').verdict).toBe('command_done');
    expect(bed.state()).toMatchObject({ phase: 'weigh', isPartial: true });
    // The window takes the weight; the sheet only tells it to.
    expect(scan('WEIGH').verdict).toBe('command');
    expect(scan('FINISH').problem?.code).toBe('ERR_PACKING_WEIGHT_MISSING');
    weighParcelManually(bed.services.context, OPERATOR, STATION_ID, bed.services.weightPolicy(), {
      grams: bed.state().expectedG ?? 500,
      override: null,
    });
    expect(scan('FINISH').verdict).toBe('command');
    expect(await bed.finish()).toBeNull();
    await until(() => bed.state().phase === 'done', 'the label is out');
    expect(scan('REPRINT').verdict).toBe('command');
    expect(scan('CANCEL').verdict).toBe('command');
    expect(scan('NEXT').verdict).toBe('command_done');
    expect(bed.state().phase).toBe('idle');
    expect(scan('HELP').verdict).toBe('command');
  });
});
