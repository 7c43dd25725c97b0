import { parseJson } from '#main/lib/http-json.ts';
import { mappingThread } from '#main/lib/mapping-thread.ts';
import type {
  RawRefundMessage,
  RefundDraft,
  RefundReading,
  StatusMapRow,
} from '#main/plugins/channels/channel-connector.ts';
import { lookupIn, readOrStop, stopReading, unreadable } from '#main/plugins/channels/draft-rules.ts';
import { listRows } from '#main/plugins/channels/http-api/list-rows.ts';
import { readAmount } from '#main/plugins/channels/http-api/mapped-order.ts';
import type { HttpApiContext } from '#main/plugins/channels/http-api/schemas.ts';
import { readTime } from '#main/plugins/channels/http-api/times.ts';
import { stateKey } from '#main/plugins/channels/http-api/units.ts';
import { plainText } from '#main/plugins/channels/http-api/value-at.ts';
import { splitWindow } from '#main/plugins/channels/list-window.ts';
import type { Window } from '#main/plugins/channels/list-window.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

const RefundFrame = z.object({
  packbench: z.literal('http-api-refund/1'),
  zone: z.string(),
  amounts: z.enum(['major', 'minor']),
  state: z.string().nullable(),
  mapped: z.record(z.string(), z.unknown()),
});

const KINDS: ReadonlySet<string> = new Set(['refund_only', 'return_and_refund', 'exchange', 'resend', 'repair']);

/** After-sales cases changed in a window, where the template has a request for them. */
export async function* pullHttpRefunds(
  context: HttpApiContext,
  window: Window,
): AsyncGenerator<PluginResult<readonly RawRefundMessage[]>> {
  const { refunds, orders, zone, amounts } = context.config.template;
  if (!refunds) return;
  for (const part of splitWindow(window, orders.windowMinutes, context.clock.nowMs())) {
    const list = { name: 'refunds', number: '$', ...refunds };
    const listing = await listRows(context, list, part);
    if (!listing.ok) return yield failed(listing.failure);
    const outcomes = await mappingThread().evaluate(
      refunds.mapping,
      listing.value.map((row) => row.value),
    );
    const messages = listing.value.map((row, index): RawRefundMessage => {
      const outcome = outcomes[index];
      const mapped = fieldsOf(outcome?.ok ? outcome.value : {});
      const text = (name: string): string => plainText(mapped[name])?.trim() ?? '';
      const state = refunds.statuses.find(({ status }) => status === text('status'))?.state ?? null;
      const head = JSON.stringify({ packbench: 'http-api-refund/1', zone, amounts, state, mapped });
      const payload = Buffer.concat([Buffer.from(`${head.slice(0, -1)},"raw":`), row.raw, Buffer.from('}')]);
      return { refundNumber: text('refundNumber') || row.number, externalNumber: text('number'), payload };
    });
    yield succeeded(messages);
  }
}

/** Reads an archived case. Needed: `refundNumber`, `number` (of the order), `status`, `amount`, `modifiedAt`. */
export function readHttpRefund(
  payload: Uint8Array,
  context: { currency: string; statusMap: readonly StatusMapRow[] },
): RefundReading {
  const frame = RefundFrame.safeParse(parseJson(payload));
  if (!frame.success) return unreadable('shape', frame.error.issues[0]?.path.join('.') ?? '');
  const reading = readOrStop(() => toRefund(frame.data, context));
  return reading.ok ? { ok: true, draft: reading.value } : reading;
}

function toRefund(
  { mapped, zone, amounts, state }: z.infer<typeof RefundFrame>,
  context: { currency: string; statusMap: readonly StatusMapRow[] },
): RefundDraft {
  const text = (name: string): string => plainText(mapped[name])?.trim() ?? '';
  const needed = (name: string): string => text(name) || stopReading('missing', name);
  const currency = (text('currency') || context.currency).toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) return stopReading('currency', 'currency');
  const status = needed('status');
  const externalNumber = needed('number');
  const row = lookupIn(context.statusMap, externalNumber)('refund', state === null ? status : stateKey(state));
  const kind = text('kind');
  return {
    refundNumber: needed('refundNumber'),
    externalNumber,
    platformVersionMs: readTime(text('modifiedAt'), zone) ?? stopReading('time', 'modifiedAt'),
    platformStatus: status,
    state: row.afterSales ?? stopReading('status_map', status),
    kind: KINDS.has(kind) ? (kind as RefundDraft['kind']) : 'other',
    amountMinor: readAmount(text('amount'), { amounts, currency }) ?? stopReading('amount', 'amount'),
    currency,
    reason: text('reason'),
    requestedAtMs: readTime(text('requestedAt'), zone),
    lines: linesOf(mapped.lines),
    returnTrackingNumber: text('returnTrackingNumber'),
  };
}

function linesOf(value: unknown): RefundDraft['lines'] {
  const rows: readonly unknown[] = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return rows.flatMap((row) => {
    const fields = fieldsOf(row);
    const id = plainText(fields.id)?.trim() ?? '';
    const quantity = Number(plainText(fields.quantity) ?? '');
    return id !== '' && Number.isInteger(quantity) && quantity > 0 && quantity < 1_000_000
      ? [{ externalLineId: id, quantity }]
      : [];
  });
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
