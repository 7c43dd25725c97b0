import { accessFailure, invalidParameter } from '../douyin-context.ts';
import type { DouyinContext, DouyinMethod } from '../douyin-context.ts';
import type { IssuedToken } from '../tokens.ts';

function tokenView(token: IssuedToken, context: DouyinContext) {
  return {
    access_token: token.accessToken,
    refresh_token: token.refreshToken,
    expires_in: context.tokens.secondsLeft(token),
    scope: 'SCOPE',
    shop_id: BigInt(context.shop.id),
    shop_name: context.shop.name,
  };
}

/** token.create for the code of a consent, or of an app for one's own shop. */
export const tokenCreate: DouyinMethod = {
  name: 'token.create',
  needsToken: false,
  run(params, context) {
    if (params['grant_type'] === 'authorization_code') {
      if (!context.tokens.codes.redeem(String(params['code']))) throw invalidParameter('31002', '授权码已失效');
      return tokenView(context.tokens.issue(), context);
    }
    if (params['grant_type'] !== 'authorization_self' || String(params['shop_id']) !== context.shop.id)
      throw invalidParameter('31001', '授权类型或店铺ID错误');
    return tokenView(context.tokens.issue(), context);
  },
};

export const tokenRefresh: DouyinMethod = {
  name: 'token.refresh',
  needsToken: false,
  run(params, context) {
    if (params['grant_type'] !== 'refresh_token') throw invalidParameter('31001', '授权类型错误');
    const token = context.tokens.refresh(String(params['refresh_token']));
    if (!token) throw accessFailure(30001, 'dop.authorization-closed', 'refresh_token已失效，请重新授权');
    return tokenView(token, context);
  },
};
