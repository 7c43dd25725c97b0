import { turnsOf } from '#main/db/write-turns.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { ConnectedShop } from '#main/usecases/shops/connected-shop.ts';
import { endPushProblem, showPushProblem } from '#main/usecases/shops/push-problem.ts';
import { takeQueuedPushes } from '#main/usecases/shops/take-queued-pushes.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/**
 * Empties a vendor's message queue (TOP's TMC) once: stores every message and a fetch job for the order it names, commits,
 * and only then acknowledges. A crash in between brings the same messages again, which the delivery id makes harmless. A failure
 * stays shown on the shop until the queue answers again.
 */
export async function drainPushQueue(
  context: UseCaseContext,
  shop: ConnectedShop,
  signal: AbortSignal,
): Promise<{ received: number; failure: PluginFailure | null }> {
  const drained = await drainOnce(context, shop, signal);
  const { failure } = drained;
  if (failure === null) endPushProblem(context, shop.id);
  else
    showPushProblem(context, shop.id, {
      code: failure.code,
      data: { vendorCode: failure.vendorCode, vendorText: failure.vendorText },
    });
  return drained;
}

async function drainOnce(
  context: UseCaseContext,
  shop: ConnectedShop,
  signal: AbortSignal,
): Promise<{ received: number; failure: PluginFailure | null }> {
  const { drainPushQueue: drain, acknowledgePushes: acknowledge } = shop.connector;
  if (!drain || !acknowledge) return { received: 0, failure: null };
  const channel = shop.channelContext(signal);
  const drained = await drain.call(shop.connector, channel);
  if (!drained.ok) return { received: 0, failure: drained.failure };
  if (drained.value.length === 0) return { received: 0, failure: null };
  await turnsOf(context.db).run(() => takeQueuedPushes(context, shop, drained.value));
  const acknowledged = await acknowledge.call(
    shop.connector,
    channel,
    drained.value.map((push) => push.id),
  );
  return { received: drained.value.length, failure: acknowledged.ok ? null : acknowledged.failure };
}
