import { isvFailure } from '../top-failure.ts';
import type { TopContext, TopMethod } from '../top-context.ts';
import type { TopTokens } from '../top-tokens.ts';
import { writeTopJson } from '../top-value.ts';
import type { TopObject } from '../top-value.ts';
import { required } from './parameters.ts';

function tokenView(tokens: TopTokens, { clock, sellerNick }: TopContext): TopObject {
  const nowMs = clock.nowMs();
  // JSON inside the JSON, as TOP hands tokens out.
  const token_result = writeTopJson({
    access_token: tokens.session,
    refresh_token: tokens.refreshToken,
    token_type: 'Bearer',
    expires_in: tokens.livesForS,
    expire_time: nowMs + tokens.livesForS * 1000,
    re_expires_in: tokens.refreshLivesForS,
    refresh_token_valid_time: nowMs + tokens.refreshLivesForS * 1000,
    taobao_user_nick: encodeURIComponent(sellerNick),
  });
  return { token_result };
}

/** taobao.top.auth.token.refresh: the refresh token before is void from then on. */
export const tokenRefresh: TopMethod = {
  name: 'taobao.top.auth.token.refresh',
  needsSession: false,
  run(parameters, context) {
    const tokens = context.tokens.refresh(required(parameters, 'refresh_token'));
    if (!tokens) throw isvFailure('invalid-parameter:refresh_token', 'refresh_token无效');
    return tokenView(tokens, context);
  },
};

/** taobao.top.auth.token.create: for a code of an authorisation, which counts once. */
export const tokenCreate: TopMethod = {
  name: 'taobao.top.auth.token.create',
  needsSession: false,
  run(parameters, context) {
    const tokens = context.tokens.exchange(required(parameters, 'code'));
    if (!tokens) throw isvFailure('invalid-parameter:code', 'code无效或已使用');
    return tokenView(tokens, context);
  },
};
