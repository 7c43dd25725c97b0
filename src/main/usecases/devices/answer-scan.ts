import { readPrintCode } from '#core/printing/print-code.ts';
import { DEFAULT_SCAN_SETTINGS, readScan } from '#core/scanning/read-scan.ts';
import type { ReadScan } from '#core/scanning/read-scan.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { findOrderByCode } from '#main/usecases/packing/find-order.ts';
import { findSku } from '#main/usecases/packing/find-sku.ts';
import { proveByScan } from '#main/usecases/printing/prove-by-scan.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { ScannerNews, ScannerPurpose } from '#shared/contract/scanner-news.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { HIDDEN_BADGE } from '#shared/scanning/command-barcode.ts';

export interface AsideScan {
  readonly scannerId: string;
  readonly purpose: Exclude<ScannerPurpose, 'packing'>;
  /** As the scanner sent it, without its prefix. */
  readonly code: string;
}

/** Of scans that belong to no table: the question "read twice?" is asked per station, and this is none. */
const NO_STATION = '';

/**
 * One scan of a scanner that is not for packing: it opens, counts and orders nothing, whatever it read. Kept with its answer
 * like every scan. @returns what the windows are to show
 */
export function answerScan(context: UseCaseContext, act: Act, scan: AsideScan): ScannerNews {
  const read = readScan(scan.code, DEFAULT_SCAN_SETTINGS);
  const isBadge = read.kind === 'badge' || (read.kind === 'unknown_command' && read.text.startsWith(HIDDEN_BADGE));
  const code = isBadge ? HIDDEN_BADGE : textOf(read, scan.code);
  return context.db.transaction((tx) => {
    const news = attempt(code, () => answer(tx, context, act, scan.purpose, read, code));
    tx.prepare<[string, string, string, string | null, number, string]>(
      'INSERT INTO pack_scans (station_id, code, verdict, operator_id, at_ms, scanner_id) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(
      NO_STATION,
      code.slice(0, 200),
      news.answer === 'refused' ? news.problem.code : `aside_${news.answer}`,
      act.actor.id,
      context.clock.nowMs(),
      scan.scannerId,
    );
    return news;
  });
}

function textOf(read: ReadScan, raw: string): string {
  return read.kind === 'code' || read.kind === 'gs1' ? read.text : raw.slice(0, 200);
}

function attempt(code: string, work: () => ScannerNews): ScannerNews {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { answer: 'refused', code, problem: { code: error.code, data: error.data } };
  }
}

function answer(
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  purpose: AsideScan['purpose'],
  read: ReadScan,
  code: string,
): ScannerNews {
  if (read.kind === 'command' || read.kind === 'badge' || read.kind === 'unknown_command')
    throw new AppError('ERR_SCANNER_NOT_FOR_COMMANDS', { code });
  const candidates = read.kind === 'code' || read.kind === 'gs1' ? [read.text, ...read.candidates] : [];
  const found = FINDERS[purpose](tx, context, act, candidates);
  if (!found) throw new AppError('ERR_PACKING_CODE_UNKNOWN', { code });
  return { ...found, code };
}

type Finder = (
  tx: WriteTx,
  context: UseCaseContext,
  act: Act,
  candidates: readonly string[],
) => { answer: 'label' } | { answer: 'order'; orderId: string } | { answer: 'stock'; skuCode: string } | null;

const FINDERS: Readonly<Record<AsideScan['purpose'], Finder>> = {
  labels(tx, context, act, candidates) {
    const isProven = candidates.some((candidate) => proveByScan(tx, context, act, candidate) !== null);
    return isProven ? { answer: 'label' } : null;
  },
  orders(tx, _context, _act, candidates) {
    for (const candidate of candidates) {
      const order = findOrderByCode(tx, readPrintCode(candidate)?.number ?? candidate);
      if (order) return { answer: 'order', orderId: order.orderId };
    }
    return null;
  },
  stock(tx, _context, _act, candidates) {
    const sku = findSku(tx, candidates);
    return sku ? { answer: 'stock', skuCode: sku.code } : null;
  },
};
