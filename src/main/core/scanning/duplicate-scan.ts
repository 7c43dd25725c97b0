import { scanKey } from '#shared/scanning/normalise-scan.ts';

/** The scan before; plain data. */
export interface DuplicateScanState {
  readonly key: string;
  readonly atMs: number;
}

/**
 * Whether a scan repeats the one just before it. Every repeat moves the window on, so that a scanner that fires without
 * pause counts once. The window is a setting of the station: presentation scanners need a longer one.
 */
export function checkDuplicateScan(
  before: DuplicateScanState | null,
  code: string,
  atMs: number,
  windowMs: number,
): { readonly isDuplicate: boolean; readonly state: DuplicateScanState } {
  const state = { key: scanKey(code), atMs };
  const elapsedMs = before ? atMs - before.atMs : Number.POSITIVE_INFINITY;
  return { isDuplicate: before?.key === state.key && elapsedMs >= 0 && elapsedMs < windowMs, state };
}
