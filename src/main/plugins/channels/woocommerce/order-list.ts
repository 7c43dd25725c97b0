import { sliceElements } from '#main/lib/http-json-slices.ts';
import { readWoo } from '#main/plugins/channels/woocommerce/call.ts';
import type { WooContext } from '#main/plugins/channels/woocommerce/schemas.ts';
import { toGmt } from '#main/plugins/channels/woocommerce/units.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginResult } from '#main/plugins/plugin-result.ts';
import type { UtcMs } from '#shared/model/time.ts';
import { z } from 'zod';

export interface OrderListing<Head> {
  readonly fromMs: UtcMs;
  /** Null: up to now. */
  readonly toMs: UtcMs | null;
  readonly perPage: number;
  readonly head: z.ZodType<Head>;
  /** Members that are sent; left out: the whole order. */
  readonly fields?: readonly string[];
}

export interface ListedOrders<Head> {
  readonly rows: readonly { readonly head: Head; readonly bytes: Uint8Array }[];
  readonly page: number;
  readonly of: number | null;
}

/** `any` leaves out the trash, and an order that staff threw away must not be packed. */
const STATUSES = ['any', 'trash'] as const;
/** Rows may move while they are read; so often a window is read again before it is left to a later run. */
const READS_PER_WINDOW = 3;
/** A window that ends so shortly before now is read to its open end. */
const STILL_MOVING_MS = 2 * 60_000;

/**
 * All orders modified in the window, by rising id, each version of one once. WooCommerce has page numbers and no cursor.
 * With an open end a change keeps an order in the list, so that rows only move back and forward paging skips none; with a
 * closed end, and for orders thrown away, a row can leave and shift one past the reader: the total then falls, and the
 * window is read again.
 */
export async function* listOrders<Head extends { id: string; date_modified_gmt?: string | null | undefined }>(
  context: WooContext,
  listing: OrderListing<Head>,
): AsyncGenerator<PluginResult<ListedOrders<Head>>> {
  const isClosed = listing.toMs !== null && listing.toMs < context.clock.nowMs() - STILL_MOVING_MS;
  const yielded = new Set<string>();
  for (const status of STATUSES) {
    let isWhole = false;
    for (let read = 0; read < READS_PER_WINDOW && !isWhole; read += 1) {
      const seen = new Set<string>();
      let total = 0;
      let hasShrunk = false;
      for (let page = 1; ; page += 1) {
        const reply = await readPage(context, { ...listing, toMs: isClosed ? listing.toMs : null }, status, page);
        if (!reply.ok) return yield failed(reply.failure);
        hasShrunk ||= reply.total < total;
        total = reply.total;
        for (const { head } of reply.rows) seen.add(head.id);
        const rows = reply.rows.filter(({ head }) => isNew(yielded, head));
        if (rows.length > 0) yield succeeded({ rows, page, of: reply.pages });
        if (reply.rows.length === 0 || page >= (reply.pages ?? Infinity)) break;
        if (reply.pages === null && reply.rows.length < listing.perPage) break;
      }
      isWhole = !hasShrunk && seen.size >= total;
    }
    if (!isWhole) return yield failed(drifted());
  }
}

function isNew(yielded: Set<string>, head: { id: string; date_modified_gmt?: string | null | undefined }): boolean {
  const key = `${head.id} ${head.date_modified_gmt ?? ''}`;
  if (yielded.has(key)) return false;
  yielded.add(key);
  return true;
}

type Page<Head> =
  | {
      readonly ok: true;
      readonly rows: ListedOrders<Head>['rows'];
      /** 0 where a proxy dropped the header: nothing to compare with. */
      readonly total: number;
      readonly pages: number | null;
    }
  | { readonly ok: false; readonly failure: PluginFailure };

async function readPage<Head>(
  context: WooContext,
  listing: OrderListing<Head>,
  status: string,
  page: number,
): Promise<Page<Head>> {
  const reply = await readWoo(context, {
    name: 'orders.list',
    method: 'GET',
    route: '/wc/v3/orders',
    query: listQuery(listing, status, page),
    answer: z.array(listing.head),
  });
  if (!reply.ok) return reply;
  const slices = sliceElements(reply.body, []) ?? [];
  return {
    ok: true,
    rows: reply.value.map((head, index) => ({ head, bytes: slices[index] ?? new Uint8Array() })),
    total: countIn(reply.headers, 'x-wp-total') ?? 0,
    pages: countIn(reply.headers, 'x-wp-totalpages'),
  };
}

/** Both bounds are exclusive and whole seconds: the window is widened by one at its start and up to one at its end. */
function listQuery<Head>(listing: OrderListing<Head>, status: string, page: number): Record<string, string> {
  return {
    modified_after: toGmt(Math.floor(listing.fromMs / 1000) * 1000 - 1000),
    ...(listing.toMs === null ? {} : { modified_before: toGmt(Math.ceil(listing.toMs / 1000) * 1000) }),
    dates_are_gmt: 'true',
    status,
    orderby: 'id',
    order: 'asc',
    per_page: String(listing.perPage),
    page: String(page),
    ...(listing.fields ? { _fields: listing.fields.join(',') } : {}),
  };
}

/** Paging headers: `X-WP-Total`, `X-WP-TotalPages`. */
export function countIn(headers: Readonly<Record<string, string>>, name: string): number | null {
  const text = headers[name] ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function drifted(): PluginFailure {
  const vendorText = `orders moved while the window was read ${READS_PER_WINDOW} times`;
  return { kind: 'retry', code: 'ERR_CHANNEL_WINDOW_DRIFTED', retryAfterMs: null, vendorCode: null, vendorText };
}
