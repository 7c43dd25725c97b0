import { inBatches } from '#shared/model/in-batches.ts';
import type { ChannelPage, RawChannelMessage } from '#main/plugins/channels/channel-connector.ts';
import type { Reply, Window } from '#main/plugins/channels/list-window.ts';
import { readEach } from '#main/plugins/channels/read-each.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginFailure, PluginMessage, PluginResult } from '#main/plugins/plugin-result.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** An order in full as the platform sent it; a refusal keeps the platform's answer. */
export type DetailReply =
  | { readonly ok: true; readonly body: Uint8Array }
  | { readonly ok: false; readonly failure: PluginFailure; readonly body: Uint8Array | null };

export interface DetailSource<Row> {
  readonly parts: readonly Window[];
  /** Orders per page of messages. */
  readonly batch: number;
  readonly concurrency: number;
  list(part: Window): Promise<Reply<readonly Row[]>>;
  numberOf(row: Row): string;
  /** Two rows of one order with the same version are read once; empty where the list does not tell. */
  versionOf(row: Row): string;
  readDetail(externalNumber: string): Promise<DetailReply>;
}

interface Detail {
  readonly message: RawChannelMessage;
  readonly remark: PluginMessage | null;
}

/**
 * Lists each part of a window first, then reads its orders one by one: listing quickly leaves rows little time to move.
 * Ends with the first failure.
 */
export async function* pullDetails<Row>(source: DetailSource<Row>): AsyncGenerator<PluginResult<ChannelPage>> {
  const readAs = new Map<string, string>();
  let page = 0;
  for (const part of source.parts) {
    const listing = await source.list(part);
    if (!listing.ok) return yield failed(listing.failure);
    const rows = listing.value.filter(
      (row) => source.versionOf(row) === '' || readAs.get(source.numberOf(row)) !== source.versionOf(row),
    );
    for (const row of rows) readAs.set(source.numberOf(row), source.versionOf(row));
    const batches = inBatches(rows, source.batch);
    for (const [index, batch] of batches.entries()) {
      const details = await readEach(batch, source.concurrency, (row) => readOne(source, source.numberOf(row)));
      if (!details.ok) return yield failed(details.failure);
      page += 1;
      yield toPage(details.value, placeInPart(part, source.parts, page, { index, count: batches.length }));
    }
  }
}

/** Where a page of a part stands in its window: the last one has read the part to its end. */
export function placeInPart(
  part: Window,
  parts: readonly Window[],
  page: number,
  batch: { readonly index: number; readonly count: number },
): Omit<ChannelPage, 'messages'> {
  const of = parts.length === 1 ? batch.count : null;
  return { page, of, ...(batch.index === batch.count - 1 && { readUntilMs: part.toMs }) };
}

/**
 * An order that is listed and refused is passed on with the refusal as its payload: it is then parked where an operator
 * sees it, asked for again later, and does not block the orders behind it.
 */
async function readOne<Row>(source: DetailSource<Row>, externalNumber: string): Promise<Reply<Detail>> {
  const reply = await source.readDetail(externalNumber);
  if (reply.ok) return { ok: true, value: { message: { externalNumber, payload: reply.body }, remark: null } };
  const { failure, body } = reply;
  if (failure.kind !== 'refused' || !body) return { ok: false, failure };
  const remark = { code: failure.code, vendorCode: failure.vendorCode, vendorText: failure.vendorText };
  return { ok: true, value: { message: { externalNumber, payload: body, isWithheld: true }, remark } };
}

function toPage(details: readonly Detail[], place: Omit<ChannelPage, 'messages'>): PluginResult<ChannelPage> {
  const remarks = details.flatMap(({ remark }) => (remark ? [remark] : []));
  return succeeded({ messages: details.map(({ message }) => message), ...place }, remarks);
}

/** Rounds of catching up with orders that changed while the list was read; each is much shorter than the one before. */
const CATCH_UP_ROUNDS = 6;

/**
 * For platforms without a query by time of payment. Paying changes an order, so one that was paid at or after `fromMs`
 * changed at or after it: all such orders are read up to now. What changes meanwhile leaves the list only towards now and
 * is caught by the next round. `read` answers how many rows it saw.
 */
export async function readUpToNow(
  fromMs: UtcMs,
  nowMs: () => UtcMs,
  read: (window: Window) => Promise<Reply<number>>,
): Promise<Reply<null>> {
  let startMs = fromMs;
  for (let round = 0; round < CATCH_UP_ROUNDS; round += 1) {
    const untilMs = nowMs();
    const seen = await read({ fromMs: startMs, toMs: untilMs });
    if (!seen.ok) return seen;
    if (seen.value === 0 || nowMs() === untilMs) break;
    startMs = untilMs;
  }
  return { ok: true, value: null };
}
