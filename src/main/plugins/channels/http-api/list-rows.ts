import { createHash } from 'node:crypto';
import { sliceElements } from '#main/lib/http-json-slices.ts';
import { mappingThread } from '#main/lib/mapping-thread.ts';
import { failureOf } from '#main/plugins/channels/call-failures.ts';
import { nextAddress, nextOfLinkHeader } from '#main/plugins/channels/http-api/addresses.ts';
import { readHttp } from '#main/plugins/channels/http-api/call.ts';
import { baseOf } from '#main/plugins/channels/http-api/access.ts';
import { fillRequest } from '#main/plugins/channels/http-api/fill-request.ts';
import type { ReadAnswer } from '#main/plugins/channels/http-api/read-answer.ts';
import type { HttpApiContext } from '#main/plugins/channels/http-api/schemas.ts';
import { writeTime } from '#main/plugins/channels/http-api/times.ts';
import { plainText, textAt } from '#main/plugins/channels/http-api/value-at.ts';
import { listWindow } from '#main/plugins/channels/list-window.ts';
import type { ListedPage, Reply, Window } from '#main/plugins/channels/list-window.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { HttpPaging, HttpTemplateRequest } from '#shared/model/http-template/http-request.ts';

/** A row of a list: what it names itself, its values, and its bytes. */
export interface HttpRow {
  readonly number: string;
  readonly value: unknown;
  /** As sent where the list's place is plain, else as read. */
  readonly raw: Uint8Array;
}

export interface RowList {
  /** `orders` or `refunds`, for traces and budgets. */
  readonly name: string;
  readonly request: HttpTemplateRequest;
  readonly paging: HttpPaging;
  readonly rows: string;
  /** JSONata over one row. */
  readonly number: string;
}

/** Pages of one window; a list that never ends is a list that turns in a circle. */
const MOST_PAGES = 2000;

/**
 * All rows of a window, each once. Pages that are counted are read from the last to the first, so that a row that leaves the window while
 * they are read shifts others towards pages still to come; what the count misses is read again. Where the answer gives no count, pages are
 * read there and back. Cursors and links lead through by themselves and are never followed twice.
 */
export function listRows(context: HttpApiContext, list: RowList, window: Window): Promise<Reply<readonly HttpRow[]>> {
  const { paging } = list;
  if (paging.kind === 'page' || paging.kind === 'offset') {
    if (paging.totalPath === '' || paging.totalCounts === 'pages')
      return listThereAndBack(context, list, paging, window);
    return listWindow<HttpRow>(
      {
        pageSize: paging.size,
        readPage: (part, pageNo) => readCounted(context, list, paging, part, pageNo),
        keyOf: (row) => row.number,
      },
      window,
    );
  }
  return followPages(context, list, window);
}

type Numbered = Extract<HttpPaging, { kind: 'page' | 'offset' }>;

async function readNumbered(
  context: HttpApiContext,
  list: RowList,
  paging: Numbered,
  window: Window,
  pageNo: number,
): Promise<Reply<{ readonly answer: ReadAnswer; readonly rows: readonly HttpRow[] }>> {
  const place: Record<string, string | number> =
    paging.kind === 'page' ? { page: paging.first + pageNo - 1 } : { offset: (pageNo - 1) * paging.size };
  return readPage(context, list, { ...windowValues(context, window), ...place, pageSize: paging.size });
}

async function readCounted(
  context: HttpApiContext,
  list: RowList,
  paging: Numbered,
  window: Window,
  pageNo: number,
): Promise<Reply<ListedPage<HttpRow>>> {
  const read = await readNumbered(context, list, paging, window, pageNo);
  if (!read.ok) return read;
  const total = countAt(read.value.answer.value, paging.totalPath);
  if (total === null) return invalid(`no count at "${paging.totalPath}"`);
  return { ok: true, value: { rows: read.value.rows, total } };
}

/** Forth to find the end, back to catch what moved towards the front meanwhile. */
async function listThereAndBack(
  context: HttpApiContext,
  list: RowList,
  paging: Numbered,
  window: Window,
): Promise<Reply<readonly HttpRow[]>> {
  const pages: (readonly HttpRow[])[] = [];
  for (let pageNo = 1; ; pageNo += 1) {
    if (pageNo > MOST_PAGES) return circling(`more than ${MOST_PAGES} pages`);
    const read = await readNumbered(context, list, paging, window, pageNo);
    if (!read.ok) return read;
    const { rows, answer } = read.value;
    // Servers that answer the last page again for every page behind it.
    if (rows.length > 0 && pageNo > 1 && isSame(rows, pages.at(-1) ?? [])) break;
    pages.push(rows);
    const of = paging.totalPath === '' ? null : countAt(answer.value, paging.totalPath);
    if (of === null ? rows.length < paging.size : pageNo >= of) break;
  }
  const back: (readonly HttpRow[])[] = [];
  for (let pageNo = pages.length - 1; pageNo >= 1; pageNo -= 1) {
    const read = await readNumbered(context, list, paging, window, pageNo);
    if (!read.ok) return read;
    back.push(read.value.rows);
  }
  return { ok: true, value: latestOf([...pages.toReversed(), ...back].flatMap((rows) => rows.toReversed())) };
}

/** One page, or pages that each name the next. */
async function followPages(context: HttpApiContext, list: RowList, window: Window): Promise<Reply<readonly HttpRow[]>> {
  const { paging } = list;
  const values = {
    ...windowValues(context, window),
    cursor: '',
    ...(paging.kind === 'none' ? {} : { pageSize: paging.size }),
  };
  const rows: HttpRow[] = [];
  const seen = new Set<string>();
  let cursor = '';
  let url: URL | null = null;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const read = await readPage(context, list, { ...values, cursor }, url);
    if (!read.ok) return read;
    rows.push(...read.value.rows);
    const next = nextOf(paging, read.value.answer);
    if (next === '') return { ok: true, value: latestOf(rows) };
    if (seen.has(next)) return circling('a page names one that was read already');
    seen.add(next);
    if (paging.kind === 'cursor') cursor = next;
    else {
      const current: URL = url ?? fillRequest(baseOf(context), list.request, { values }).url;
      url = nextAddress(next, current);
      if (!url) return invalid('the next page lies on another host');
    }
  }
  return circling(`more than ${MOST_PAGES} pages`);
}

/** Empty: this was the last page. */
function nextOf(paging: HttpPaging, answer: ReadAnswer): string {
  if (paging.kind === 'cursor') return textAt(answer.value, paging.cursorPath) ?? '';
  if (paging.kind === 'next_link') return textAt(answer.value, paging.linkPath) ?? '';
  if (paging.kind === 'link_header') return nextOfLinkHeader(answer.headers.link ?? '') ?? '';
  return '';
}

function windowValues(context: HttpApiContext, window: Window): Record<string, string> {
  const { timeFormat, zone } = context.config.template;
  // Widened to whole seconds: what lies between is read twice, not lost.
  const fromMs = Math.floor(window.fromMs / 1000) * 1000;
  const toMs = Math.ceil(window.toMs / 1000) * 1000;
  return { 'window.from': writeTime(fromMs, timeFormat, zone), 'window.to': writeTime(toMs, timeFormat, zone) };
}

async function readPage(
  context: HttpApiContext,
  list: RowList,
  values: Readonly<Record<string, string | number>>,
  url: URL | null = null,
): Promise<Reply<{ readonly answer: ReadAnswer; readonly rows: readonly HttpRow[] }>> {
  const reply = await readHttp(context, {
    name: `${list.name}.list`,
    request: list.request,
    filling: { values },
    ...(url ? { url } : {}),
  });
  if (!reply.ok) return { ok: false, failure: reply.failure };
  const rows = await pickRows(reply, list, context.config.template.response);
  return rows.ok ? { ok: true, value: { answer: reply, rows: rows.value } } : rows;
}

/** The rows of an answer with their numbers. A row whose number cannot be found is named by its content, so that it is not lost. */
export async function pickRows(
  answer: Pick<ReadAnswer, 'value' | 'body'>,
  list: Pick<RowList, 'rows' | 'number'>,
  format: 'json' | 'xml',
): Promise<Reply<readonly HttpRow[]>> {
  const [picked] = await mappingThread().evaluate(list.rows, [answer.value]);
  if (!picked?.ok) return invalid(`rows: ${picked?.fault.detail ?? 'nothing'}`);
  const values = listOf(picked.value);
  const slices = format === 'json' ? plainSlices(answer.body, list.rows) : null;
  const numbers = await mappingThread().evaluate(list.number, values);
  return {
    ok: true,
    value: values.map((value, index) => {
      const raw = slices?.length === values.length ? slices[index] : undefined;
      const bytes = raw ?? Buffer.from(JSON.stringify(value) ?? 'null');
      const outcome = numbers[index];
      const number = outcome?.ok ? (plainText(outcome.value) ?? '').trim() : '';
      return { number: number === '' ? unnumbered(bytes) : number, value, raw: bytes };
    }),
  };
}

const UNNUMBERED = 'unnumbered-';

/** Rows without a number are kept apart by their content, so that none hides another one. */
function unnumbered(bytes: Uint8Array): string {
  return `${UNNUMBERED}${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) ? value : [value];
}

/** Exact bytes of the rows, where their place is a plain one such as `data.orders`. */
function plainSlices(body: Uint8Array, rows: string): readonly Uint8Array[] | null {
  const place = rows.trim();
  if (place === '$') return sliceElements(body, []);
  return /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/.test(place) ? sliceElements(body, place.split('.')) : null;
}

function countAt(value: unknown, path: string): number | null {
  const text = textAt(value, path);
  return text !== null && /^\d{1,9}$/.test(text.trim()) ? Number(text) : null;
}

function isSame(rows: readonly HttpRow[], others: readonly HttpRow[]): boolean {
  return rows.length === others.length && rows.every((row, index) => row.number === others[index]?.number);
}

function latestOf(rows: readonly HttpRow[]): readonly HttpRow[] {
  return [...new Map(rows.map((row) => [row.number, row])).values()];
}

function invalid(vendorText: string): { readonly ok: false; readonly failure: PluginFailure } {
  return { ok: false, failure: failureOf('not_json', 'read', { vendorCode: null, vendorText }) };
}

function circling(vendorText: string): { readonly ok: false; readonly failure: PluginFailure } {
  const told = { vendorCode: null, vendorText };
  return { ok: false, failure: { kind: 'retry', code: 'ERR_CHANNEL_WINDOW_DRIFTED', retryAfterMs: null, ...told } };
}

/** Whether the place of the number held nothing in this row. */
export function isUnnumbered(row: HttpRow): boolean {
  return row.number.startsWith(UNNUMBERED);
}
