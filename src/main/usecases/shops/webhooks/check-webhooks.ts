import type { ReadDb } from '#main/db/handles.ts';
import type { SubscriptionList } from '#main/plugins/channels/channel-pushes.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import { readMailbox } from '#main/usecases/relay/read-relay.ts';
import { pruneRefused } from '#main/usecases/relay/relay-pushes.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { judgeDeliveries } from '#main/usecases/shops/webhooks/judge-deliveries.ts';
import { judgeSubscriptions } from '#main/usecases/shops/webhooks/judge-subscriptions.ts';
import type { JudgedFinding } from '#main/usecases/shops/webhooks/judge-subscriptions.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { WebhookFinding, WebhookReport } from '#shared/contract/webhooks.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { takesWebhooks } from '#main/usecases/shops/shop-abilities.ts';
import { z } from 'zod';

export const WEBHOOK_CHECK_TOPIC = 'shop.check-webhooks';

const Fix = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('create'), topic: z.string(), address: z.string() }),
  z.object({ kind: z.enum(['enable', 'delete']), id: z.string() }),
  z.object({ kind: z.literal('move'), id: z.string(), address: z.string() }),
]);
const Stored = WebhookReport.omit({ checkedAtMs: true, findings: true }).extend({
  findings: z.array(WebhookFinding.omit({ canFix: true }).extend({ fix: Fix.nullable() })),
});

const BY_LEVEL = ['stop', 'warn', 'note'];

/**
 * Looks at the subscriptions of a shop as the platform lists them, where it does, and at the pushes that came; keeps what was
 * found. Changes nothing at the platform.
 * @throws AppError ERR_RELAY_NO_WEBHOOKS
 */
export async function checkWebhooks(
  context: UseCaseContext,
  shop: ConnectedShop,
  signal: AbortSignal,
): Promise<WebhookReport> {
  if (!takesWebhooks(shop.connector, shop.channelContext().config))
    throw new AppError('ERR_RELAY_NO_WEBHOOKS', { shop: shop.name });
  const { inspectSubscriptions: inspect } = shop.connector;
  const listed = await inspect?.call(shop.connector, shop.channelContext(signal));
  const list: SubscriptionList | null = listed?.ok ? listed.value : null;
  const relayAddress = readMailbox(context.read, shop.id)?.pushAddress ?? null;
  const nowMs = context.clock.nowMs();
  context.db.transaction((tx) => pruneRefused(tx, shop.id, nowMs));
  const findings = [
    ...(list ? judgeSubscriptions(list, { shopId: shop.id, relayAddress }) : []),
    ...(listed?.ok === false ? [notReadable(listed.failure)] : []),
    ...judgeDeliveries(context.read, shop.id, nowMs),
  ].toSorted((one, other) => BY_LEVEL.indexOf(one.level) - BY_LEVEL.indexOf(other.level));
  const subscriptions = (list?.subscriptions ?? []).map(({ topic, address, isActive }) => ({
    topic,
    address,
    active: isActive,
  }));
  const stored = { canInspect: inspect !== undefined, subscriptions, findings } satisfies z.infer<typeof Stored>;
  context.db.transaction((tx) => {
    tx.prepare<[string, number, string]>(
      'INSERT INTO webhook_checks (shop_id, checked_at_ms, report_json) VALUES (?, ?, ?) ON CONFLICT (shop_id) DO UPDATE SET checked_at_ms = excluded.checked_at_ms, report_json = excluded.report_json',
    ).run(shop.id, nowMs, JSON.stringify(stored));
    tx.changed('shops');
  });
  return viewOf(stored, nowMs);
}

/** Of the last check; null where there was none. */
export function readWebhookReport(db: ReadDb, shopId: string): WebhookReport | null {
  const last = readStored(db, shopId);
  return last && viewOf(last.stored, last.checkedAtMs);
}

/**
 * Repairs one finding of the last check at the platform, then checks again.
 * @throws AppError ERR_WEBHOOK_NOT_FIXABLE where the finding is gone or is for a person; what the platform said
 */
export async function fixWebhook(
  context: UseCaseContext,
  act: Act,
  shop: ConnectedShop,
  key: string,
  signal: AbortSignal,
): Promise<WebhookReport> {
  const found = readStored(context.read, shop.id)?.stored.findings.find((each) => each.key === key);
  const { fixSubscription } = shop.connector;
  if (!found?.fix || !fixSubscription) throw new AppError('ERR_WEBHOOK_NOT_FIXABLE', {});
  const fixed = await fixSubscription.call(shop.connector, shop.channelContext(signal), found.fix);
  if (!fixed.ok) {
    const { code, vendorCode, vendorText } = fixed.failure;
    throw new AppError(code, { vendorCode, vendorText });
  }
  context.db.transaction((tx) =>
    recordAudit(tx, {
      atMs: context.clock.nowMs(),
      act,
      what: 'shop.fix_webhook',
      target: shop.id,
      data: { shop: shop.name, finding: found.kind, fix: found.fix?.kind ?? '' },
    }),
  );
  return checkWebhooks(context, shop, signal);
}

function readStored(db: ReadDb, shopId: string): { stored: z.infer<typeof Stored>; checkedAtMs: number } | null {
  const row = db
    .prepare<[string], { report_json: string; checked_at_ms: number }>(
      'SELECT report_json, checked_at_ms FROM webhook_checks WHERE shop_id = ?',
    )
    .get(shopId);
  const read = row && readStoredJson(Stored, row.report_json);
  return row && read?.ok ? { stored: read.value, checkedAtMs: row.checked_at_ms } : null;
}

function viewOf({ findings, ...rest }: z.infer<typeof Stored>, checkedAtMs: number): WebhookReport {
  return { ...rest, checkedAtMs, findings: findings.map(({ fix, ...found }) => ({ ...found, canFix: fix !== null })) };
}

function notReadable({ code, vendorCode, vendorText }: PluginFailure): JudgedFinding {
  return {
    key: 'not_readable',
    kind: 'not_readable',
    level: 'warn',
    data: {},
    problem: { code, data: { vendorCode, vendorText } },
    fix: null,
  };
}
