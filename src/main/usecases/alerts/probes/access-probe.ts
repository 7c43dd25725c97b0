import { watchedShops } from '#main/usecases/alerts/alert-condition.ts';
import type { AlertCondition, AlertProbe, ProbeContext, WatchedShop } from '#main/usecases/alerts/alert-condition.ts';
import { AppError } from '#shared/errors/app-error.ts';

const DAY_MS = 86_400_000;

/** Access that ends soon, or has ended, and deliveries whose signature does not hold. */
export const accessProbe: AlertProbe = {
  kinds: ['token_expiring', 'signature_failures'],
  find: (context) => watchedShops(context.db).flatMap((shop) => [...expiring(context, shop), ...forged(context, shop)]),
};

function expiring({ live, nowMs, rule }: ProbeContext, shop: WatchedShop): AlertCondition[] {
  const access = accessOf(live, shop.id);
  if (!access) return [];
  const { accessUntilMs, refreshUntilMs, renewsItself, problem } = access;
  // Access that renews itself ends for people only with the right to renew it, or once renewing fails.
  const endsAtMs = renewsItself && !problem ? refreshUntilMs : (accessUntilMs ?? refreshUntilMs);
  if (endsAtMs === null || endsAtMs - nowMs > (rule('token_expiring').params['days'] ?? 7) * DAY_MS) return [];
  const isOver = endsAtMs <= nowMs;
  return [
    {
      kind: 'token_expiring',
      subject: shop.id,
      subjectName: shop.name,
      ...(isOver ? { severity: 'critical' } : {}),
      facts: { endsAtMs, state: isOver ? 'over' : 'soon', code: problem?.code ?? null },
    },
  ];
}

/** A shop that cannot be opened tells of that by its pulls. */
function accessOf(live: ProbeContext['live'], shopId: string) {
  try {
    return live.accessOf(shopId);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

function forged({ db, live, rule, stands }: ProbeContext, shop: WatchedShop): AlertCondition[] {
  const count = live.signatureFailures(shop.id);
  const isMany = count >= (rule('signature_failures').params['perHour'] ?? 3);
  const refusedSince = db
    .pluck<[string], number>(
      "SELECT last_failure_at_ms FROM sync_cursors WHERE shop_id = ? AND stream = 'push' AND failure_json IS NOT NULL",
    )
    .get(shop.id);
  // It begins with their number and ends with a delivery that is good.
  if (!isMany && !(refusedSince !== undefined && stands('signature_failures', shop.id))) return [];
  return [
    {
      kind: 'signature_failures',
      subject: shop.id,
      subjectName: shop.name,
      facts: { sinceAtMs: refusedSince ?? null },
    },
  ];
}
