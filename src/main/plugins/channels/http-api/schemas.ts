import { HttpTemplate } from '#shared/model/http-template/http-template.ts';
import type { ChannelContext } from '#main/plugins/channels/channel-connector.ts';
import { isForbiddenAddress } from '#main/plugins/channels/http-api/addresses.ts';
import { z } from 'zod';

const Address = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .refine((url) => !isForbiddenAddress(url), 'forbidden');

/** A shop works with one version of one template, kept whole beside it: a later change of the template asks before it applies. */
export const HttpConfig = z
  .object({
    /** Of the list of templates; empty: the template is this shop's alone. */
    templateId: z.string().max(64).default(''),
    templateVersion: z.int().min(0).default(0),
    /** Instead of the template's own address: each customer's server lives elsewhere. */
    baseUrl: z.union([z.literal(''), Address]).default(''),
    template: HttpTemplate,
  })
  .refine((config) => !isForbiddenAddress(config.template.baseUrl), {
    path: ['template', 'baseUrl'],
    error: 'forbidden',
  });
export type HttpConfig = z.infer<typeof HttpConfig>;

const Secret = z.string().max(8000).optional();

/** What the template's way of signing in needs; the rest stays empty. */
export const HttpCredentials = z.object({
  apiKey: Secret,
  userName: Secret,
  password: Secret,
  /** A token that does not end. */
  token: Secret,
  /** Names the caller where calls are signed. */
  signingKey: Secret,
  signingSecret: Secret,
  clientId: Secret,
  clientSecret: Secret,
  refreshToken: Secret,
  accessToken: Secret,
  /** Of the shop's push address. */
  pushSecret: Secret,
  /** The one before the last change: deliveries under way may carry its signature. */
  previousPushSecret: Secret,
  /** Written by renewals. */
  accessUntilMs: z.int().optional(),
  refreshUntilMs: z.int().optional(),
});
export type HttpCredentials = z.infer<typeof HttpCredentials>;

export type HttpApiContext = ChannelContext<HttpConfig, HttpCredentials>;
