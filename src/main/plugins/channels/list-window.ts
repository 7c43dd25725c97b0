import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** Half-open. */
export interface Window {
  readonly fromMs: UtcMs;
  readonly toMs: UtcMs;
}

/** A row of a list with its exact bytes, where the list tells orders in full. */
export interface WholeRow<Row> {
  readonly row: Row;
  readonly payload: Uint8Array;
}

export interface ListedPage<Row> {
  readonly rows: readonly Row[];
  /** Of the whole window, as counted when this page was read. */
  readonly total: number;
}

export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: PluginFailure };

export interface PagedList<Row> {
  readonly pageSize: number;
  /** More rows than this cannot be paged through: the window is halved. */
  readonly mostRows?: number;
  /** Newest changes first. Pages count from 1. */
  readPage(window: Window, pageNo: number): Promise<Reply<ListedPage<Row>>>;
  keyOf(row: Row): string;
}

/** Rows may move while they are read; so often a window is read again before it is left to a later run. */
const READS_PER_WINDOW = 3;
const SECOND_MS = 1000;

/** Cuts a window into parts of at most `minutes`, oldest first, none of them beyond now: the future still moves. */
export function splitWindow(window: Window, minutes: number, nowMs: UtcMs): readonly Window[] {
  const stepMs = minutes * 60_000;
  const endMs = Math.min(window.toMs, nowMs);
  const parts: Window[] = [];
  for (let fromMs = window.fromMs; fromMs < endMs; fromMs += stepMs) {
    parts.push({ fromMs, toMs: Math.min(fromMs + stepMs, endMs) });
  }
  return parts;
}

/** The window in the whole seconds that platforms count in, widened to them: what lies between is read twice, not lost. */
export function wholeSeconds(window: Window): { readonly from: number; readonly to: number } {
  return { from: Math.floor(window.fromMs / SECOND_MS), to: Math.ceil(window.toMs / SECOND_MS) };
}

/**
 * All rows of a window, oldest change first. The list pages by number over "newest change first", so that a row which
 * changes while being read shifts all rows behind it: read from the last page to the first, a row can then appear twice
 * but not be skipped. Rows that come in at the top (our clock ahead of the platform's) are caught by comparing with the
 * total.
 */
export async function listWindow<Row>(list: PagedList<Row>, window: Window): Promise<Reply<readonly Row[]>> {
  const first = await list.readPage(window, 1);
  if (!first.ok) return first;
  if (first.value.total > (list.mostRows ?? Number.POSITIVE_INFINITY)) return listHalves(list, window);
  let missing = 0;
  for (let read = 0; read < READS_PER_WINDOW; read += 1) {
    const result = await readOnce(list, window, read === 0 ? first : await list.readPage(window, 1));
    if (!result.ok) return result;
    missing = result.value.total - result.value.rows.length;
    if (missing <= 0) return { ok: true, value: result.value.rows };
  }
  return drifted(`${missing} rows moved while the window was read ${READS_PER_WINDOW} times`);
}

/** The halves share the second between them, because platforms do not say whether their limits are inclusive. */
async function listHalves<Row>(list: PagedList<Row>, window: Window): Promise<Reply<readonly Row[]>> {
  const middleMs = Math.floor((window.fromMs + window.toMs) / 2 / SECOND_MS) * SECOND_MS;
  if (middleMs <= window.fromMs || middleMs >= window.toMs)
    return drifted(`more than ${list.mostRows} rows changed within one second`);
  const older = await listWindow(list, { fromMs: window.fromMs, toMs: middleMs });
  if (!older.ok) return older;
  const newer = await listWindow(list, { fromMs: middleMs, toMs: window.toMs });
  return newer.ok ? { ok: true, value: latestOf([...older.value, ...newer.value], list.keyOf) } : newer;
}

async function readOnce<Row>(
  list: PagedList<Row>,
  window: Window,
  first: Reply<ListedPage<Row>>,
): Promise<Reply<ListedPage<Row>>> {
  if (!first.ok) return first;
  const pages: ListedPage<Row>[] = [];
  const lastPage = Math.ceil(first.value.total / list.pageSize);
  if (lastPage <= 1) pages.push(first.value);
  for (let pageNo = lastPage; lastPage > 1 && pageNo >= 1; pageNo -= 1) {
    const next = await list.readPage(window, pageNo);
    if (!next.ok) return next;
    pages.push(next.value);
  }
  const rows = pages.flatMap((page) => page.rows.toReversed());
  return { ok: true, value: { rows: latestOf(rows, list.keyOf), total: pages.at(-1)?.total ?? 0 } };
}

function latestOf<Row>(rows: readonly Row[], keyOf: (row: Row) => string): readonly Row[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}

function drifted(vendorText: string): { readonly ok: false; readonly failure: PluginFailure } {
  return {
    ok: false,
    failure: { kind: 'retry', code: 'ERR_CHANNEL_WINDOW_DRIFTED', retryAfterMs: null, vendorCode: null, vendorText },
  };
}
