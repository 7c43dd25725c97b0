import type { WireObject } from '../kit/wire-json.ts';
import type { TimedEntry, TimedStore } from '../kit/timed-store.ts';
import type { ReceivedRequest } from '../kit/simulator-server.ts';

export const ERP_PAGING_KINDS = ['none', 'page', 'offset', 'cursor', 'next-link', 'link-header'] as const;
export type ErpPagingKind = (typeof ERP_PAGING_KINDS)[number];

export interface ErpListed<T> {
  readonly rows: readonly T[];
  /** Members beside the rows. */
  readonly about: WireObject;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: { readonly by: 'updated'; readonly fromMs: number; readonly toMs: number };
  readonly size: number;
}

const MOST_ROWS = 100;

/** The rows that one request of a list asks for. Newest change first, except behind cursors, which lead from the oldest to the newest. */
export function listPage<T extends TimedEntry>(
  store: TimedStore<T>,
  kind: ErpPagingKind,
  request: ReceivedRequest,
  origin: string,
): ErpListed<T> {
  const read = (name: string): string => request.query.get(name) ?? '';
  const query = {
    by: 'updated' as const,
    fromMs: timeOf(read('changedFrom'), 0),
    toMs: timeOf(read('changedTo'), 9e15),
  };
  const size = Math.max(1, Math.min(MOST_ROWS, Number(read('size')) || 20));
  const found = store.find(query);
  const plain = { headers: {}, query, size };
  if (kind === 'none') return { ...plain, rows: found, about: {} };
  if (kind === 'page') {
    const page = Math.max(1, Number(read('page')) || 1);
    const rows = found.slice((page - 1) * size, page * size);
    return { ...plain, rows, about: { totalRows: found.length, totalPages: Math.ceil(found.length / size) } };
  }
  if (kind === 'offset') {
    const offset = Math.max(0, Number(read('offset')) || 0);
    return { ...plain, rows: found.slice(offset, offset + size), about: { totalRows: found.length } };
  }
  const after = read('cursor');
  const ordered = found.toReversed();
  const rest = after === '' ? ordered : ordered.filter((entry) => keyOf(entry) > after);
  const rows = rest.slice(0, size);
  const last = rows.at(-1);
  const next = last && rest.length > rows.length ? keyOf(last) : '';
  if (kind === 'cursor') return { ...plain, rows, about: { nextCursor: next } };
  const link = next === '' ? '' : linkTo(request, origin, next);
  if (kind === 'next-link') return { ...plain, rows, about: { next: link === '' ? null : link } };
  return {
    ...plain,
    rows,
    about: {},
    headers: link === '' ? {} : { link: `<${origin}/>; rel="home", <${link}>; rel="next"` },
  };
}

/** Sorts as time and number do. */
function keyOf(entry: TimedEntry): string {
  return `${String(entry.updatedAtMs).padStart(16, '0')}-${entry.id.padStart(30, '0')}`;
}

/** What proves the caller is put there anew for each call. */
const PROOFS = ['apikey', 'app_key', 'timestamp', 'sign'];

function linkTo(request: ReceivedRequest, origin: string, cursor: string): string {
  const query = new URLSearchParams(request.query);
  for (const name of PROOFS) query.delete(name);
  query.set('cursor', cursor);
  return `${origin}${request.path}?${query.toString()}`;
}

function timeOf(text: string, fallback: number): number {
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? fallback : atMs;
}
