import type { SimulatorAnswer } from '../kit/simulator-answer.ts';
import type { ReceivedRequest } from '../kit/simulator-server.ts';
import { writeWireJson } from '../kit/wire-json.ts';
import type { WireObject } from '../kit/wire-json.ts';
import { orderView, parseQueryTime } from './order-view.ts';
import type { OrderSelection } from './order-store.ts';
import { applyRowFaults } from './row-faults.ts';
import type { WooContext } from './woo-context.ts';
import type { WooOrder } from './woo-order.ts';
import { invalidParameter } from './woo-refusal.ts';

const MOST_PER_PAGE = 100;
const DEFAULT_PER_PAGE = 10;

export function pageOfQuery(query: URLSearchParams): { page: number; perPage: number } {
  const page = Number(query.get('page') ?? 1);
  const perPage = Number(query.get('per_page') ?? DEFAULT_PER_PAGE);
  if (!Number.isInteger(page) || page < 1) throw invalidParameter('page');
  if (!Number.isInteger(perPage) || perPage < 1 || perPage > MOST_PER_PAGE) throw invalidParameter('per_page');
  return { page, perPage };
}

function selectionOf(query: URLSearchParams): OrderSelection {
  const isGmt = ['true', '1'].includes(query.get('dates_are_gmt') ?? '');
  const time = (name: string, otherwise: number): number => {
    const text = query.get(name);
    if (text === null) return otherwise;
    const atMs = parseQueryTime(text, isGmt);
    if (Number.isNaN(atMs)) throw invalidParameter(name);
    return atMs;
  };
  const orderBy = query.get('orderby') ?? 'date';
  if (orderBy !== 'id' && orderBy !== 'date') throw invalidParameter('orderby');
  return {
    statuses: (query.get('status') ?? 'any').split(','),
    modifiedAfterMs: time('modified_after', -Infinity),
    modifiedBeforeMs: time('modified_before', Infinity),
    createdAfterMs: time('after', -Infinity),
    createdBeforeMs: time('before', Infinity),
    orderBy,
    descending: (query.get('order') ?? 'desc') === 'desc',
  };
}

/** WordPress's `_fields`: only these members. */
export function pick(row: WireObject, fields: string | null): WireObject {
  if (fields === null) return row;
  const wanted = new Set(fields.split(','));
  return Object.fromEntries(Object.entries(row).filter(([name]) => wanted.has(name)));
}

/** `X-WP-Total`, `X-WP-TotalPages` and `Link` as WordPress sends them. */
export function pagingHeaders(
  request: ReceivedRequest,
  total: number,
  { page, perPage }: { page: number; perPage: number },
): Record<string, string> {
  const pages = Math.ceil(total / perPage);
  const to = (number: number, rel: string): string => {
    const query = new URLSearchParams(request.query);
    query.set('page', String(number));
    return `<http://${request.headers['host'] ?? ''}${request.path}?${query.toString()}>; rel="${rel}"`;
  };
  const links = [...(page > 1 ? [to(page - 1, 'prev')] : []), ...(page < pages ? [to(page + 1, 'next')] : [])];
  return {
    'x-wp-total': String(total),
    'x-wp-totalpages': String(pages),
    ...(links.length === 0 ? {} : { link: links.join(', ') }),
  };
}

/** Rows that were just read change: with a closed end they leave the list, and those behind move up past the reader. */
function drift(context: WooContext, read: readonly WooOrder[]): void {
  if (read.length === 0) return;
  const rule = context.faults.draw('drift', 'orders.list');
  for (const order of read.slice(0, rule ? (rule.rows ?? 1) : 0)) context.store.touch(order, context.clock.nowMs());
}

/** `GET /wc/v3/orders`: page numbers, no cursor. @throws WooRefusal for parameters that WordPress refuses. */
export function listOrders(request: ReceivedRequest, context: WooContext): SimulatorAnswer {
  const paging = pageOfQuery(request.query);
  const found = context.store.list(selectionOf(request.query));
  const start = (paging.page - 1) * paging.perPage;
  const page = found.slice(start, start + paging.perPage);
  const rows = page.map((order) => pick(orderView(order), request.query.get('_fields')));
  const sent = applyRowFaults(rows, 'orders.list', context);
  const headers = pagingHeaders(request, found.length, paging);
  drift(context, page);
  return { status: 200, headers, body: writeWireJson(sent) };
}
