import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { fetchOrders } from '#main/usecases/shops/fetch-orders.ts';
import { compareHour, localOrders, writeFindings } from '#main/usecases/shops/reconcile/compare-hour.ts';
import type { Finding, ListedOrder } from '#main/usecases/shops/reconcile/compare-hour.ts';
import { explainFinding, isSettled } from '#main/usecases/shops/reconcile/explain-finding.ts';
import { listPaid, nextGroup } from '#main/usecases/shops/reconcile/list-paid.ts';
import { dueHours, nextCheckMs, planHours } from '#main/usecases/shops/reconcile/plan-hours.ts';
import { reportDays } from '#main/usecases/shops/reconcile/report-days.ts';
import type { DayClock } from '#main/usecases/shops/reconcile/report-days.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

export interface Reconciled {
  readonly hours: number;
  readonly fetched: number;
  readonly open: number;
  readonly failure: PluginFailure | null;
}

/**
 * Counts the hours that are due against the platform (promise P1): fetches each paid order that is missing, reads each one that
 * the platform does not list once more to learn why, and keeps the outcome by hour and day. Stopped anywhere, the next run goes
 * on: what differs is written before it is fetched, and an hour counts as checked only with its outcome.
 */
export async function reconcileShop(
  context: UseCaseContext,
  days: DayClock,
  act: Act,
  shop: ConnectedShop,
  signal: AbortSignal,
): Promise<Reconciled> {
  const totals = { hours: 0, fetched: 0, open: 0 };
  context.db.transaction((tx) => planHours(tx, shop.id, context.clock.nowMs()));
  for (;;) {
    const group = nextGroup(dueHours(context.read, shop.id, context.clock.nowMs()));
    if (group.length === 0 || signal.aborted) break;
    const listed = await listPaid(shop, group, signal);
    if (!listed.ok) {
      recordFailure(context, shop.id, group, listed.failure);
      return { ...totals, failure: listed.failure };
    }
    for (const hourStartMs of group) {
      const outcome = await checkHour(context, act, shop, hourStartMs, listed.value.get(hourStartMs) ?? [], signal);
      if (outcome === null) return { ...totals, failure: null };
      totals.hours += 1;
      totals.fetched += outcome.fetched;
      totals.open += outcome.open;
    }
    reportDays(context, days, shop.id, group);
  }
  return { ...totals, failure: null };
}

/** @returns null where it was stopped: the hour stays due */
async function checkHour(
  context: UseCaseContext,
  act: Act,
  shop: ConnectedShop,
  hourStartMs: number,
  listed: readonly ListedOrder[],
  signal: AbortSignal,
): Promise<{ fetched: number; open: number } | null> {
  const findings = compareHour(listed, localOrders(context.read, shop.id, hourStartMs));
  context.db.transaction((tx) => writeFindings(tx, shop.id, hourStartMs, findings, context.clock.nowMs()));
  let fetched = 0;
  let open = 0;
  for (const finding of findings) {
    if (signal.aborted) return null;
    const reason = await settleFinding(context, act, shop, hourStartMs, finding, signal);
    if (reason === 'fetched') fetched += 1;
    if (!isSettled(reason)) open += 1;
  }
  saveHour(context, shop.id, hourStartMs, listed, open > 0);
  return { fetched, open };
}

async function settleFinding(
  context: UseCaseContext,
  act: Act,
  shop: ConnectedShop,
  hourStartMs: number,
  finding: Finding,
  signal: AbortSignal,
): Promise<ReturnType<typeof explainFinding>> {
  const [fetched] = await fetchOrders(context, act, shop, [finding.externalNumber], signal);
  if (!fetched) return 'unexplained';
  const reason = explainFinding(context.read, shop.id, hourStartMs, finding, fetched);
  context.db.transaction((tx) =>
    tx
      .prepare<[string, number | null, string, number, string, string]>(
        'UPDATE recon_findings SET reason = ?, settled_at_ms = ? WHERE shop_id = ? AND hour_start_ms = ? AND kind = ? AND external_number = ?',
      )
      .run(
        reason,
        isSettled(reason) ? context.clock.nowMs() : null,
        shop.id,
        hourStartMs,
        finding.kind,
        finding.externalNumber,
      ),
  );
  return reason;
}

/** Our side is counted once more: what was fetched meanwhile belongs to it. */
function saveHour(
  context: UseCaseContext,
  shopId: string,
  hourStartMs: number,
  listed: readonly ListedOrder[],
  hasOpen: boolean,
): void {
  const nowMs = context.clock.nowMs();
  const amounts = listed.flatMap((order) => (order.amountMinor === null ? [] : [order.amountMinor]));
  const hasAmounts = amounts.length === listed.length;
  context.db.transaction((tx) => {
    const local = localOrders(tx, shopId, hourStartMs);
    tx.prepare<(string | number | null)[]>(
      `UPDATE recon_hours SET platform_count = ?, local_count = ?, platform_minor = ?, local_minor = ?, checked_at_ms = ?, next_check_at_ms = ?, failure_json = NULL
       WHERE shop_id = ? AND hour_start_ms = ?`,
    ).run(
      listed.length,
      local.length,
      hasAmounts ? amounts.reduce((sum, amount) => sum + amount, 0) : null,
      local.reduce((sum, order) => sum + order.total_minor, 0),
      nowMs,
      nextCheckMs(hourStartMs, nowMs, hasOpen),
      shopId,
      hourStartMs,
    );
    tx.changed('shops');
  });
}

/** The hours stay due; their row says why they could not be counted. */
function recordFailure(
  context: UseCaseContext,
  shopId: string,
  hours: readonly number[],
  failure: PluginFailure,
): void {
  const problem = JSON.stringify({
    code: failure.code,
    data: { vendorCode: failure.vendorCode, vendorText: failure.vendorText },
  });
  context.db.transaction((tx) => {
    const write = tx.prepare<[string, string, number]>(
      'UPDATE recon_hours SET failure_json = ? WHERE shop_id = ? AND hour_start_ms = ?',
    );
    for (const hourStartMs of hours) write.run(problem, shopId, hourStartMs);
    tx.changed('shops');
  });
}
