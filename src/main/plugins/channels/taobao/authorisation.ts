import { pageAddress } from '#main/plugins/channels/authorise-address.ts';
import type { Authorisation } from '#main/plugins/channels/channel-connector.ts';
import { askForToken } from '#main/plugins/channels/taobao/access.ts';
import type { TaobaoConfig, TaobaoCredentials } from '#main/plugins/channels/taobao/schemas.ts';

const PAGE = 'https://oauth.taobao.com/authorize';

/** The seller's consent at oauth.taobao.com; the code is exchanged through TOP and is good for half an hour. */
export const taobaoAuthorisation: Authorisation<TaobaoConfig, TaobaoCredentials> = {
  tokenField: 'sessionKey',
  address: ({ credentials }, { redirectUri, state }) =>
    pageAddress(PAGE, {
      response_type: 'code',
      client_id: credentials.appKey,
      redirect_uri: redirectUri,
      state,
      view: 'web',
    }),
  exchange: (context, code) => askForToken(context, 'taobao.top.auth.token.create', { code }),
};
