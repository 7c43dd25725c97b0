import { inBatches } from '#shared/model/in-batches.ts';
import { inParallel } from '#main/lib/http-parallel.ts';
import { mappingThread } from '#main/lib/mapping-thread.ts';
import type { ChannelPage, PaidOrder, RawChannelMessage } from '#main/plugins/channels/channel-connector.ts';
import { failureOf } from '#main/plugins/channels/call-failures.ts';
import { readHttp } from '#main/plugins/channels/http-api/call.ts';
import { frameRows } from '#main/plugins/channels/http-api/frame-rows.ts';
import type { FramedRow } from '#main/plugins/channels/http-api/frame-rows.ts';
import { listRows } from '#main/plugins/channels/http-api/list-rows.ts';
import type { HttpRow } from '#main/plugins/channels/http-api/list-rows.ts';
import { decodeXml } from '#main/plugins/channels/http-api/read-answer.ts';
import type { HttpApiContext } from '#main/plugins/channels/http-api/schemas.ts';
import { splitWindow } from '#main/plugins/channels/list-window.ts';
import type { Reply, Window } from '#main/plugins/channels/list-window.ts';
import { placeInPart, readUpToNow } from '#main/plugins/channels/pull-details.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';

/** Orders per page of messages, and per go of the mapping. */
const BATCH = 50;
const DETAILS_AT_ONCE = 4;

/** Lists each part of a window, reads its orders in full where the template asks for that, and maps them. */
export async function* pullHttpChanges(
  context: HttpApiContext,
  window: Window,
): AsyncGenerator<PluginResult<ChannelPage>> {
  const { orders } = context.config.template;
  const parts = splitWindow(window, orders.windowMinutes, context.clock.nowMs());
  let page = 0;
  for (const part of parts) {
    const listing = await listRows(context, { name: 'orders', ...orders }, part);
    if (!listing.ok) return yield failed(listing.failure);
    const batches = inBatches(listing.value, BATCH);
    for (const [index, batch] of batches.entries()) {
      const framed = await frameWhole(context, batch);
      if (!framed.ok) return yield failed(framed.failure);
      page += 1;
      const place = placeInPart(part, parts, page, { index, count: batches.length });
      yield succeeded({ messages: messagesOf(framed.value), ...place });
    }
  }
}

/** Reads one order. Null: the other system does not know it. */
export async function fetchHttpOrder(
  context: HttpApiContext,
  externalNumber: string,
): Promise<PluginResult<RawChannelMessage | null>> {
  const framed = await fetchFramed(context, externalNumber);
  return framed.ok ? succeeded(framed.value?.message ?? null) : failed(framed.failure);
}

/** The same with what the mapping made of it. */
export async function fetchFramed(context: HttpApiContext, externalNumber: string): Promise<Reply<FramedRow | null>> {
  const row = await readDetail(context, externalNumber);
  if (!row.ok || row.value === null) return row.ok ? { ok: true, value: null } : row;
  const [framed] = await frameRows(context.config.template, context.currency, [row.value]);
  return { ok: true, value: framed ?? null };
}

/** No API says by itself when an order was paid: paying changes it, so all that changed since are read. */
export async function listHttpPaidOrders(
  context: HttpApiContext,
  window: Window,
): Promise<PluginResult<readonly PaidOrder[]>> {
  const paid = new Map<string, PaidOrder>();
  const { orders } = context.config.template;
  const read = await readUpToNow(
    window.fromMs,
    () => context.clock.nowMs(),
    async (round) => {
      let seen = 0;
      for (const part of splitWindow(round, orders.windowMinutes, context.clock.nowMs())) {
        const listing = await listRows(context, { name: 'orders', ...orders }, part);
        if (!listing.ok) return listing;
        for (const batch of inBatches(listing.value, BATCH)) {
          const framed = await frameWhole(context, batch);
          if (!framed.ok) return framed;
          seen += framed.value.length;
          for (const order of framed.value.flatMap(paidOrderOf)) paid.set(order.externalNumber, order);
        }
      }
      return { ok: true, value: seen };
    },
  );
  if (!read.ok) return failed(read.failure);
  return succeeded([...paid.values()].filter(({ paidAtMs }) => paidAtMs >= window.fromMs && paidAtMs < window.toMs));
}

const UNPAID: ReadonlySet<string> = new Set(['unpaid', 'cancelled', 'skip']);

function paidOrderOf({ reading: { order }, state }: FramedRow): readonly PaidOrder[] {
  if (!order || state === null) return [];
  const paidAtMs = order.paidAtMs ?? (UNPAID.has(state) ? null : order.placedAtMs);
  if (paidAtMs === null) return [];
  return [{ externalNumber: order.externalNumber, paidAtMs, amountMinor: order.totalMinor }];
}

async function frameWhole(context: HttpApiContext, rows: readonly HttpRow[]): Promise<Reply<readonly FramedRow[]>> {
  const { template } = context.config;
  if (!template.detail) return { ok: true, value: await frameRows(template, context.currency, rows) };
  const details = await inParallel(
    rows,
    DETAILS_AT_ONCE,
    (row) => readDetail(context, row.number),
    (detail) => !detail.ok,
  );
  const whole: HttpRow[] = [];
  for (const [index, detail] of details.entries()) {
    if (!detail.ok) return detail;
    // Listed and not to be seen: what the list tells of it is mapped, and says what is missing.
    const row = detail.value ?? rows[index];
    if (row) whole.push(row);
  }
  return { ok: true, value: await frameRows(template, context.currency, whole) };
}

/** Null: the other system does not know the number. */
async function readDetail(context: HttpApiContext, externalNumber: string): Promise<Reply<HttpRow | null>> {
  const { detail, response } = context.config.template;
  if (!detail) {
    const vendorText = 'the template has no request for one order';
    return { ok: false, failure: failureOf('refused', 'read', { vendorCode: null, vendorText }) };
  }
  const reply = await readHttp(context, {
    name: 'orders.get',
    request: detail.request,
    filling: { values: { 'order.number': externalNumber } },
  });
  if (!reply.ok) return reply.isNotFound ? { ok: true, value: null } : { ok: false, failure: reply.failure };
  const [picked] = await mappingThread().evaluate(detail.row, [reply.value]);
  if (!picked?.ok) {
    const vendorText = `row: ${picked?.fault.detail ?? 'nothing'}`;
    return { ok: false, failure: failureOf('not_json', 'read', { vendorCode: null, vendorText }) };
  }
  const value: unknown = Array.isArray(picked.value) ? picked.value[0] : picked.value;
  if (value === undefined || value === null || value === '') return { ok: true, value: null };
  const xml = response === 'xml' ? decodeXml(reply.body, reply.headers['content-type'] ?? '') : null;
  const raw = xml === null ? reply.body : Buffer.from(JSON.stringify(xml));
  return { ok: true, value: { number: externalNumber, value, raw } };
}

function messagesOf(framed: readonly FramedRow[]): readonly RawChannelMessage[] {
  return framed.flatMap(({ message }) => message ?? []);
}
