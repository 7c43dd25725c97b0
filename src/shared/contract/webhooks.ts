import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { ShopId } from '#shared/model/ids.ts';

/** Are the subscriptions of a shop right, and do its pushes do what they should? */

export const WEBHOOK_FINDINGS = [
  'missing',
  'disabled',
  'elsewhere',
  'covered',
  'twice',
  'none_arrived',
  'gaps',
  'repeated',
  'clock_skew',
  'signature',
  'relay_refused',
  'relay_lost',
  'not_readable',
] as const;
export const WebhookFindingKind = z.enum(WEBHOOK_FINDINGS);
export type WebhookFindingKind = z.infer<typeof WebhookFindingKind>;

export const WebhookFinding = z.object({
  /** Names it among the findings of one check. */
  key: z.string(),
  kind: WebhookFindingKind,
  /** `note`: nothing needs to be done. */
  level: z.enum(['stop', 'warn', 'note']),
  /** Placeholders of its text. */
  data: z.record(z.string(), z.union([z.string(), z.number()])),
  /** In the platform's words, where it said any. */
  problem: Problem.nullable(),
  canFix: z.boolean(),
});
export type WebhookFinding = z.infer<typeof WebhookFinding>;

export const WebhookReport = z.object({
  checkedAtMs: z.int(),
  findings: z.array(WebhookFinding),
  /** What the platform has subscribed; empty where it cannot be asked. */
  subscriptions: z.array(z.object({ topic: z.string(), address: z.string(), active: z.boolean() })),
  canInspect: z.boolean(),
});
export type WebhookReport = z.infer<typeof WebhookReport>;

const OfShop = z.object({ id: ShopId });
const Answer = z.object({ takesWebhooks: z.boolean(), report: WebhookReport.nullable() });

export const webhooksContract = {
  last: procedure('read', 'GET', '/shops/{id}/webhooks', 'What the last check of webhooks found')
    .input(OfShop)
    .output(Answer),
  check: procedure('operate', 'POST', '/shops/{id}/webhooks/check', 'Check the webhooks of a shop now')
    .input(OfShop)
    .output(Answer),
  fix: procedure('admin', 'POST', '/shops/{id}/webhooks/fix', 'Repair one finding at the platform, then check again')
    .input(OfShop.extend({ key: z.string().max(300) }))
    .output(Answer),
};
