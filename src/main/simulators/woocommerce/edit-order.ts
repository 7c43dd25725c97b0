import type { WireObject, WireValue } from '../kit/wire-json.ts';
import type { WooContext } from './woo-context.ts';
import { blockReasonOf, CORE_STATUSES, wholeSecond } from './woo-order.ts';
import type { WooMeta, WooOrder } from './woo-order.ts';
import { invalidParameter } from './woo-refusal.ts';
import { z } from 'zod';

const Json: z.ZodType<WireValue> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(Json), z.record(z.string(), Json)]),
);
const Change = z.object({
  status: z.string().optional(),
  customer_note: z.string().optional(),
  meta_data: z.array(z.object({ id: z.number().optional(), key: z.string(), value: Json })).optional(),
});
type Change = z.infer<typeof Change>;

/** Every text under a key that is about tracking numbers, however deep: what a tracking plugin would show the buyer. */
export function trackingNumbersIn(value: WireValue, name = ''): readonly string[] {
  if (typeof value === 'string') return name.endsWith('tracking_number') && value !== '' ? [value] : [];
  if (Array.isArray(value)) return (value as readonly WireValue[]).flatMap((item) => trackingNumbersIn(item, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value as WireObject).flatMap(([key, member = null]) => trackingNumbersIn(member, key));
}

const numbersOf = (metas: readonly { key: string; value: WireValue }[]): readonly string[] =>
  metas.flatMap((meta) => trackingNumbersIn(meta.value, meta.key));

/** Replaces by id, else the first of the key; adds what is new; a null removes. */
function mergedMeta(
  context: WooContext,
  before: readonly WooMeta[],
  changes: NonNullable<Change['meta_data']>,
): readonly WooMeta[] {
  let result = [...before];
  for (const { id, key, value } of changes) {
    const known = result.find((meta) => (id === undefined ? meta.key === key : meta.id === String(id)));
    if (value === null) result = result.filter((meta) => meta !== known);
    else if (known) result = result.map((meta) => (meta === known ? { id: meta.id, key, value } : meta));
    else result.push({ id: context.numbers.next(), key, value });
  }
  return result;
}

/** Books what a merchant's tool reported with this change; a change that brings nothing new was reported twice. */
function book(
  context: WooContext,
  order: WooOrder,
  change: Change,
  before: { status: string; meta: readonly WooMeta[]; against: string | undefined },
): void {
  const known = new Set(numbersOf(before.meta));
  const told = numbersOf(change.meta_data ?? []);
  const completes = change.status === 'completed' && before.status !== 'completed';
  const fresh = told.filter((number) => !known.has(number));
  const isReport = completes || change.status === 'completed' || told.length > 0;
  if (!isReport) return;
  const reported = fresh.length > 0 ? fresh : [told.at(-1) ?? ''];
  for (const trackingNumber of reported) {
    context.books.noteShipment({
      externalNumber: order.id,
      trackingNumber,
      carrier: '',
      lineNumbers: order.lines.map((line) => line.id),
      firstAcceptedAtMs: context.clock.nowMs(),
      shippedAgainst: before.against,
    });
  }
}

/** `PUT /wc/v3/orders/{id}`. Core takes any status at any time. @throws WooRefusal for a body that it does not take. */
export function editOrder(context: WooContext, order: WooOrder, body: unknown): void {
  const parsed = Change.safeParse(body);
  if (!parsed.success) throw invalidParameter(parsed.error.issues[0]?.path.join('.') ?? 'body');
  const change = parsed.data;
  if (
    change.status !== undefined &&
    !CORE_STATUSES.some((status) => status === change.status) &&
    !change.status.startsWith('partial')
  )
    throw invalidParameter('status');
  const before = { status: order.status, meta: order.meta, against: blockReasonOf(order) };
  const atMs = wholeSecond(context.clock.nowMs());
  order.meta = mergedMeta(context, order.meta, change.meta_data ?? []);
  order.customerNote = change.customer_note ?? order.customerNote;
  if (change.status !== undefined) {
    order.status = change.status;
    if (change.status === 'completed') {
      order.completedAtMs ??= atMs;
      order.paidAtMs ??= atMs;
    }
  }
  book(context, order, change, before);
  context.changed(order);
}
