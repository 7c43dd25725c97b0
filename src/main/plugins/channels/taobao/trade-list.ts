import { readTop } from '#main/plugins/channels/taobao/call.ts';
import { TradeList } from '#main/plugins/channels/taobao/schemas.ts';
import type { TaobaoContext, TradeRow } from '#main/plugins/channels/taobao/schemas.ts';
import { LIST_FIELDS, TOP_OFFSET_MINUTES } from '#main/plugins/channels/taobao/units.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import { formatFixedOffset } from '#shared/model/time.ts';
import type { UtcMs } from '#shared/model/time.ts';

export interface Window {
  readonly fromMs: UtcMs;
  readonly toMs: UtcMs;
}

type Listing =
  | { readonly ok: true; readonly rows: readonly TradeRow[] }
  | { readonly ok: false; readonly failure: PluginFailure };

interface Page {
  readonly rows: readonly TradeRow[];
  readonly total: number;
}

/** Rows may move while they are read; so often a window is read again before it is left to a later run. */
const READS_PER_WINDOW = 3;

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

/**
 * All orders modified in the window, oldest first. TOP sorts newest first and pages by number, so that an order which
 * changes while being read shifts all rows behind it: read from the last page to the first, a row can then appear twice
 * but not be skipped. Rows that come in at the top (our clock ahead of TOP's) are caught by comparing with the total.
 */
export async function listTrades(context: TaobaoContext, window: Window): Promise<Listing> {
  let missing = 0;
  for (let read = 0; read < READS_PER_WINDOW; read += 1) {
    const result = await readOnce(context, window);
    if (!result.ok) return result;
    missing = result.total - result.rows.length;
    if (missing <= 0) return { ok: true, rows: result.rows };
  }
  const vendorText = `${missing} orders moved while the window was read ${READS_PER_WINDOW} times`;
  return {
    ok: false,
    failure: { kind: 'retry', code: 'ERR_CHANNEL_WINDOW_DRIFTED', retryAfterMs: null, vendorCode: null, vendorText },
  };
}

async function readOnce(
  context: TaobaoContext,
  window: Window,
): Promise<{ ok: true; rows: readonly TradeRow[]; total: number } | { ok: false; failure: PluginFailure }> {
  const { pageSize } = context.config;
  const first = await readPage(context, window, 1);
  if (!first.ok) return first;
  if (first.page.total <= pageSize) return { ok: true, rows: oldestFirst([first.page]), total: first.page.total };
  const pages: Page[] = [];
  for (let pageNo = Math.ceil(first.page.total / pageSize); pageNo >= 1; pageNo -= 1) {
    const next = await readPage(context, window, pageNo);
    if (!next.ok) return next;
    pages.push(next.page);
  }
  return { ok: true, rows: oldestFirst(pages), total: pages.at(-1)?.total ?? 0 };
}

async function readPage(
  context: TaobaoContext,
  window: Window,
  pageNo: number,
): Promise<{ ok: true; page: Page } | { ok: false; failure: PluginFailure }> {
  const reply = await readTop(context, {
    method: 'taobao.trades.sold.increment.get',
    parameters: listParameters(window, pageNo, context.config.pageSize),
    answer: TradeList,
  });
  if (!reply.ok) return reply;
  return { ok: true, page: { rows: reply.value.trades?.trade ?? [], total: reply.value.total_results } };
}

/** The total comes only with `use_has_next=false`. Whole seconds are TOP's resolution: the window is widened to them. */
function listParameters(window: Window, pageNo: number, pageSize: number): Record<string, string> {
  return {
    fields: LIST_FIELDS,
    start_modified: formatFixedOffset(window.fromMs, TOP_OFFSET_MINUTES),
    end_modified: formatFixedOffset(Math.ceil(window.toMs / 1000) * 1000, TOP_OFFSET_MINUTES),
    page_no: String(pageNo),
    page_size: String(pageSize),
    use_has_next: 'false',
  };
}

function oldestFirst(pages: readonly Page[]): readonly TradeRow[] {
  const rows = pages.flatMap((page) => page.rows.toReversed());
  return [...new Map(rows.map((row) => [row.tid, row])).values()];
}
