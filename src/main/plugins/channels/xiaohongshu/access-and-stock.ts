import { refusal, repeatable } from '#main/plugins/channels/call-failures.ts';
import type { AccessTerm, StockPushItem, StockPushOutcome } from '#main/plugins/channels/channel-connector.ts';
import { pushEach, unlisted } from '#main/plugins/channels/push-each.ts';
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
export function pushXiaohongshuStock(
  context: XiaohongshuContext,
  items: readonly StockPushItem[],
): Promise<PluginResult<readonly StockPushOutcome[]>> {
  return pushEach(items, context.config.detailConcurrency, async (item) => {
    if (item.externalSkuId === null) return unlisted(item.skuCode);
    const fields = { skuId: item.externalSkuId, qty: item.availableUnits };
    return writeXiaohongshu(context, { method: 'inventory.syncSkuStock', fields, answer: z.unknown() });
  });
}
