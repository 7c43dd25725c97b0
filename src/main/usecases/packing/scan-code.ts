import { readPrintCode } from '#core/printing/print-code.ts';
import { checkDuplicateScan } from '#core/scanning/duplicate-scan.ts';
import { DEFAULT_SCAN_SETTINGS, readScan } from '#core/scanning/read-scan.ts';
import type { ReadScan, ScannedUnit } from '#core/scanning/read-scan.ts';
import type { Act } from '#main/usecases/actor.ts';
import { openParcel, putOnTable } from '#main/usecases/packing/open-parcel.ts';
import { nextQuantity, setNextQuantity } from '#main/usecases/packing/next-quantity.ts';
import { goShortly } from '#main/usecases/give-way.ts';
import { runCommand } from '#main/usecases/packing/run-command.ts';
import { findOrderByCode } from '#main/usecases/packing/find-order.ts';
import { stationParcel } from '#main/usecases/packing/parcel-rows.ts';
import type { ParcelRow } from '#main/usecases/packing/parcel-rows.ts';
import { scanItem } from '#main/usecases/packing/scan-item.ts';
import type { ScannedItem } from '#main/usecases/packing/scan-item.ts';
import { parcelOfSerial } from '#main/usecases/packing/units-in-box.ts';
import { printOfScan, proveByScan } from '#main/usecases/printing/prove-by-scan.ts';
import { waybillOf } from '#main/usecases/shipping/waybill-rows.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';
import { formatCommandBarcode, HIDDEN_BADGE } from '#shared/scanning/command-barcode.ts';
import { scanKey } from '#shared/scanning/normalise-scan.ts';

export type ScanVerdictKind =
  | 'order_opened'
  | 'item_accepted'
  | 'order_complete'
  | 'label_confirmed'
  | 'command'
  | 'command_done'
  | 'refused'
  | 'duplicate'
  | 'expired'
  | 'unknown';

export interface ScanOutcome {
  readonly verdict: ScanVerdictKind;
  readonly problem: Problem | null;
  readonly code: string;
  readonly skuCode: string | null;
  /** What to send to answer a question about it: all that was read, where `code` is only the number that is looked up. */
  readonly again: string;
}

/** An outcome before it is known what was read. */
type Verdict = Omit<ScanOutcome, 'again'>;

/** What the record of a scan holds besides. */
interface RecordedOutcome extends Verdict {
  readonly lineId?: string;
  readonly quantity?: number;
}

export interface ScanOptions {
  /** The scanner that read it, when it has a name. */
  readonly scannerId?: string | null;
  /** Text that the scanner was programmed to send first. */
  readonly prefix?: string;
  /** An item that comes again within this time is not counted but asked about; 0 counts everything. */
  readonly duplicateMs?: number;
  /** The answer to "read twice?": it is another unit and counts. */
  readonly isSecondUnit?: boolean;
  /** The answer to "its date is past": it goes into the box all the same. */
  readonly isExpiredMeant?: boolean;
}

/**
 * One scanned code at a station. What it means follows from what the station holds: nothing -> an order, pick slip or
 * waybill is opened; an open box -> an item; a labelled box -> its own label proves the print, another order opens;
 * a command -> what the table of commands says for this phase.
 * Every scan is kept with its verdict, also the refused ones.
 */
export function scanCode(
  context: UseCaseContext,
  act: Act,
  stationId: string,
  raw: string,
  options: ScanOptions = {},
): ScanOutcome {
  goShortly(context);
  const read = readScan(raw, { ...DEFAULT_SCAN_SETTINGS, prefix: options.prefix ?? '' });
  // A torn badge may hold most of its secret.
  const isSecret = read.kind === 'badge' || (read.kind === 'unknown_command' && read.text.startsWith(HIDDEN_BADGE));
  const code = isSecret ? HIDDEN_BADGE : textOf(read, raw);
  const unit = read.kind === 'gs1' ? read.unit : NO_UNIT;
  return context.db.transaction((tx) => {
    const parcel = stationParcel(tx, stationId);
    const asked = parcel?.state === 'open' ? questionAbout(tx, context, stationId, parcel, code, unit, options) : null;
    const outcome: RecordedOutcome =
      asked ??
      attempt(code, () => answer(tx, context, act, stationId, parcel, read, code, options.isExpiredMeant ?? false));
    const { lineId, quantity, ...told } = outcome;
    tx.prepare<(string | number | null)[]>(
      `INSERT INTO pack_scans (shipment_id, station_id, code, verdict, operator_id, at_ms, order_line_id, quantity, scanner_id, lot, expiry, serial)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      (stationParcel(tx, stationId) ?? parcel)?.id ?? null,
      stationId,
      code.slice(0, 200),
      outcome.problem ? outcome.problem.code : outcome.verdict,
      act.actor.id,
      context.clock.nowMs(),
      lineId ?? null,
      quantity ?? 1,
      options.scannerId ?? null,
      unit.lot,
      unit.expiry,
      unit.serial,
    );
    return { ...told, again: read.kind === 'gs1' ? read.again : told.code };
  });
}

/** Codes that are not GS1 tell nothing about their unit. */
const NO_UNIT: ScannedUnit = { lot: null, expiry: null, serial: null };

function textOf(read: ReadScan, raw: string): string {
  return read.kind === 'code' || read.kind === 'gs1' ? (read.candidates[0] ?? read.text) : raw.slice(0, 200);
}

/** Verdicts after which the same code again may be the same unit, or the same command, read twice. */
const COUNTED: ReadonlySet<string> = new Set<string>([
  'item_accepted',
  'order_complete',
  'command_done',
  'ERR_PACKING_DUPLICATE_SCAN',
]);

/**
 * Whether this is rather one unit read twice. Where a code says which unit it is, that alone tells: the same number is the
 * same unit also after an hour and in another parcel, another number is another unit also at once.
 */
function questionAbout(
  tx: WriteTx,
  context: UseCaseContext,
  stationId: string,
  parcel: ParcelRow,
  code: string,
  { serial }: ScannedUnit,
  { isSecondUnit = false, duplicateMs = 0 }: ScanOptions,
): Verdict | null {
  if (isSecondUnit) return null;
  const ask = (problem: Problem): Verdict => ({ verdict: 'duplicate', problem, code, skuCode: null });
  if (serial !== null) {
    const packed = parcelOfSerial(tx, parcel.id, code, serial);
    if (!packed) return null;
    return packed.shipmentId === parcel.id
      ? ask({ code: 'ERR_PACKING_SERIAL_TWICE', data: { code, serial } })
      : ask({ code: 'ERR_PACKING_SERIAL_ELSEWHERE', data: { code, serial, order: packed.orderNumber } });
  }
  return isReadTwice(tx, stationId, code, context.clock.nowMs(), duplicateMs)
    ? ask({ code: 'ERR_PACKING_DUPLICATE_SCAN', data: { code } })
    : null;
}

/** Whether the station's scan before this one was the same item, a moment ago. Each repeat moves the moment on. */
function isReadTwice(tx: WriteTx, stationId: string, code: string, nowMs: number, windowMs: number): boolean {
  if (windowMs === 0) return false;
  const before = tx
    .prepare<[string], { code: string; verdict: string; at_ms: number }>(
      'SELECT code, verdict, at_ms FROM pack_scans WHERE station_id = ? ORDER BY seq DESC LIMIT 1',
    )
    .get(stationId);
  if (!before || !COUNTED.has(before.verdict)) return false;
  return checkDuplicateScan({ key: scanKey(before.code), atMs: before.at_ms }, code, nowMs, windowMs).isDuplicate;
}

/** A code that says it is GS1 and cannot be read as such is never guessed at. */
function answer(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  stationId: string,
  parcel: ParcelRow | null,
  read: ReadScan,
  code: string,
  isExpiredMeant: boolean,
): RecordedOutcome {
  if (read.kind === 'command') {
    const done = runCommand(tx, context, act, stationId, parcel, read) === 'done';
    return { verdict: done ? 'command_done' : 'command', problem: null, code: commandText(read), skuCode: null };
  }
  // Whoever calls takes badges to the window's session; through anything else nobody signs in.
  if (read.kind === 'badge') throw new AppError('ERR_AUTH_BADGE_UNKNOWN');
  // A quantity holds for one scan, whatever comes of it.
  const quantity = nextQuantity(tx, stationId);
  if (quantity !== null) setNextQuantity(tx, stationId, null);
  if (read.kind === 'unknown_command') throw new AppError('ERR_PACKING_COMMAND_UNKNOWN', { code });
  // Teaching it would be no help: it contradicts itself with every scan.
  if (read.kind === 'gs1_invalid') throw new AppError('ERR_PACKING_CODE_INVALID', { code, ai: read.ai });
  if (read.kind === 'empty') return unknown(code);
  if (parcel?.state === 'open') {
    const unit = read.kind === 'gs1' ? read.unit : NO_UNIT;
    const item = { code, candidates: read.candidates, quantity: quantity ?? 1, unit, isExpiredMeant };
    const outcome = scanIntoBox(tx, context, act, parcel, item);
    // The answer to the question is the scan that the quantity is for.
    if (outcome.verdict === 'expired' && quantity !== null) setNextQuantity(tx, stationId, quantity);
    return outcome;
  }
  return route(tx, context, act, stationId, parcel, code);
}

function commandText(read: Extract<ReadScan, { kind: 'command' }>): string {
  return formatCommandBarcode(read.command, read.quantity ?? read.packagingCode ?? undefined);
}

function unknown(code: string): Verdict {
  return { verdict: 'unknown', problem: { code: 'ERR_PACKING_CODE_UNKNOWN', data: { code } }, code, skuCode: null };
}

/** A refusal is an answer, not a failure: the transaction keeps the scan and whatever the timeline says about it. */
function attempt(code: string, work: () => RecordedOutcome): RecordedOutcome {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { verdict: 'refused', problem: { code: error.code, data: error.data }, code, skuCode: null };
  }
}

function route(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  stationId: string,
  parcel: ParcelRow | null,
  code: string,
): Verdict {
  if (parcel) {
    const confirmed = confirmLabel(tx, context, act, parcel, code);
    if (confirmed) return confirmed;
    if (parcel.state === 'packed')
      throw new AppError('ERR_PACKING_OPEN_ELSEWHERE', { station: stationId, number: code });
    putOnTable(tx, context.clock.nowMs(), stationId, null);
  }
  // Paper that was voided opens nothing.
  printOfScan(tx, code);
  const order = findOrderByCode(tx, labelNumber(code));
  if (!order) return unknown(code);
  openParcel(tx, context, act, stationId, order.orderId);
  return { verdict: 'order_opened', problem: null, code, skuCode: null };
}

const ITEM_VERDICTS: Partial<Record<ErrorCode, ScanVerdictKind>> = {
  ERR_PACKING_CODE_UNKNOWN: 'unknown',
  ERR_PACKING_GOODS_EXPIRED: 'expired',
};

function scanIntoBox(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  parcel: ParcelRow,
  scanned: ScannedItem,
): RecordedOutcome {
  const { code, quantity } = scanned;
  const order = findOrderByCode(tx, code);
  // The slip of the order on the table scanned again is no item and no mistake.
  if (order && order.orderId === parcel.order_id)
    return { verdict: 'order_opened', problem: null, code, skuCode: null };
  const item = scanItem(tx, context, act, parcel, scanned);
  // Not unknown: as a barcode of goods it must not be taught.
  if (!item.ok && order && item.code === 'ERR_PACKING_CODE_UNKNOWN')
    throw new AppError('ERR_PACKING_OTHER_ORDER', { number: code });
  if (!item.ok)
    return {
      verdict: ITEM_VERDICTS[item.code] ?? 'refused',
      problem: { code: item.code, data: item.data },
      code,
      skuCode: item.skuCode,
    };
  return {
    verdict: item.complete ? 'order_complete' : 'item_accepted',
    problem: null,
    code,
    skuCode: item.skuCode,
    lineId: item.lineId,
    quantity,
  };
}

/** The strongest proof of a print: the label itself, read on the box (devices.md section 7). A voided label is refused. */
function confirmLabel(tx: WriteTx, context: UseCaseContext, act: Act, parcel: ParcelRow, code: string): Verdict | null {
  const waybill = waybillOf(tx, parcel.id);
  if (!waybill || waybill.tracking_number !== labelNumber(code)) return null;
  const isProven = proveByScan(tx, context, act, code) !== null;
  return isProven ? { verdict: 'label_confirmed', problem: null, code, skuCode: null } : null;
}

/** The number of the waybill, also on a label that was printed again. */
function labelNumber(code: string): string {
  return readPrintCode(code)?.number ?? code;
}
