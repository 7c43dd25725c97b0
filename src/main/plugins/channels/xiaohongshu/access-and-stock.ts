import { inParallel } from '#main/lib/http-parallel.ts';
import { refusal, repeatable } from '#main/plugins/channels/call-failures.ts';
import type { AccessTerm, StockPushItem, StockPushOutcome } from '#main/plugins/channels/channel-connector.ts';
import { writeXiaohongshu } from '#main/plugins/channels/xiaohongshu/call.ts';
import { TokenAnswer } from '#main/plugins/channels/xiaohongshu/schemas.ts';
import type { XiaohongshuContext, XiaohongshuCredentials } from '#main/plugins/channels/xiaohongshu/schemas.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import { z } from 'zod';

/** A token that was typed in bears no date: its end is known from the first renewal on. */
export function xiaohongshuAccessTerm(credentials: XiaohongshuCredentials): AccessTerm | null {
  return credentials.term;
}

export async function refreshXiaohongshuAccess(
  context: XiaohongshuContext,
): Promise<PluginResult<XiaohongshuCredentials>> {
  const { credentials } = context;
  if (credentials.refreshToken === '')
    return failed({ ...refusal(null, 'no refresh token is set'), kind: 'auth', code: 'ERR_CHANNEL_AUTH' });
  const reply = await writeXiaohongshu(context, {
    method: 'oauth.refreshToken',
    fields: { refreshToken: credentials.refreshToken },
    answer: TokenAnswer,
    withoutToken: true,
  });
  if (!reply.ok) return failed(repeatable(reply.failure));
  const { accessToken, refreshToken, accessTokenExpiresAt, refreshTokenExpiresAt } = reply.value;
  const term = { accessUntilMs: accessTokenExpiresAt, refreshUntilMs: refreshTokenExpiresAt };
  return succeeded({ ...credentials, accessToken, refreshToken, term });
}

/**
 * Sets the whole stock of each good with `inventory.syncSkuStock`; the platform takes off what it keeps for campaigns.
 * Goods are known to it by its own id alone.
 */
export async function pushXiaohongshuStock(
  context: XiaohongshuContext,
  items: readonly StockPushItem[],
): Promise<PluginResult<readonly StockPushOutcome[]>> {
  const outcomes = await inParallel(
    items,
    context.config.detailConcurrency,
    (item) => pushOne(context, item),
    () => false,
  );
  return succeeded(outcomes);
}

async function pushOne(context: XiaohongshuContext, item: StockPushItem): Promise<StockPushOutcome> {
  const { skuCode, externalSkuId: skuId, availableUnits: qty } = item;
  if (skuId === null) return { skuCode, failure: refusal(null, "the platform's id of this good is not known yet") };
  const fields = { skuId, qty };
  const reply = await writeXiaohongshu(context, { method: 'inventory.syncSkuStock', fields, answer: z.unknown() });
  return { skuCode, failure: reply.ok ? null : repeatable(reply.failure) };
}
