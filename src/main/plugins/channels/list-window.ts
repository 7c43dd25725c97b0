import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { UtcMs } from '#shared/model/time.ts';

export interface Window {
  readonly fromMs: UtcMs;
  readonly toMs: UtcMs;
}

/** One page of a list, each row with its exact bytes. */
export interface ListPage<Row> {
  readonly rows: readonly { readonly row: Row; readonly payload: Uint8Array }[];
  readonly total: number;
}

export type ListReply<Row> =
  | { readonly ok: true; readonly page: ListPage<Row> }
  | { readonly ok: false; readonly failure: PluginFailure };

type Listing<Row> =
  | { readonly ok: true; readonly rows: ListPage<Row>['rows'] }
  | { readonly ok: false; readonly failure: PluginFailure };

/** Rows may move while they are read; so often a window is read again before it is left to a later run. */
const READS_PER_WINDOW = 3;

/** Cuts a window into parts of at most `minutes`, oldest first, none of them beyond `untilMs`. */
export function splitWindow(window: Window, minutes: number, untilMs: UtcMs): readonly Window[] {
  const stepMs = minutes * 60_000;
  const endMs = Math.min(window.toMs, untilMs);
  const parts: Window[] = [];
  for (let fromMs = window.fromMs; fromMs < endMs; fromMs += stepMs) {
    parts.push({ fromMs, toMs: Math.min(fromMs + stepMs, endMs) });
  }
  return parts;
}

/**
 * All rows of a window, each once. Pages go by number, so a row that leaves the window shifts all behind it: read from the
 * last page to the first, as the vendors ask, a row can then appear twice but not be skipped. Rows that come in meanwhile are
 * caught by comparing with the total.
 */
export async function listWindow<Row>(
  pageSize: number,
  keyOf: (row: Row) => string,
  readPage: (page: number) => Promise<ListReply<Row>>,
): Promise<Listing<Row>> {
  let missing = 0;
  for (let read = 0; read < READS_PER_WINDOW; read += 1) {
    const result = await readOnce(pageSize, readPage);
    if (!result.ok) return result;
    const { rows, total } = result.page;
    const distinct = [...new Map(rows.map((each) => [keyOf(each.row), each])).values()];
    missing = total - distinct.length;
    if (missing <= 0) return { ok: true, rows: distinct };
  }
  return { ok: false, failure: drifted(missing, READS_PER_WINDOW) };
}

async function readOnce<Row>(
  pageSize: number,
  readPage: (page: number) => Promise<ListReply<Row>>,
): Promise<ListReply<Row>> {
  const first = await readPage(1);
  if (!first.ok || first.page.total <= pageSize) return first;
  const rows: ListPage<Row>['rows'][number][] = [];
  let total = 0;
  for (let page = Math.ceil(first.page.total / pageSize); page >= 1; page -= 1) {
    const next = await readPage(page);
    if (!next.ok) return next;
    rows.push(...next.page.rows);
    total = next.page.total;
  }
  return { ok: true, page: { rows, total } };
}

function drifted(missing: number, reads: number): PluginFailure {
  const vendorText = `${missing} rows moved while the window was read ${reads} times`;
  return { kind: 'retry', code: 'ERR_CHANNEL_WINDOW_DRIFTED', retryAfterMs: null, vendorCode: null, vendorText };
}
