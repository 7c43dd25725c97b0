import { z } from 'zod';
import type { SimulatorAnswer } from '../kit/simulator-answer.ts';
import type { ReceivedRequest } from '../kit/simulator-server.ts';
import { writeWireJson } from '../kit/wire-json.ts';
import { subscriptionView } from './webhook-subscriptions.ts';
import type { WooSubscription } from './webhook-subscriptions.ts';
import type { WooContext } from './woo-context.ts';
import { invalidParameter, WooRefusal } from './woo-refusal.ts';

const Changes = z.object({
  name: z.string().optional(),
  status: z.enum(['active', 'paused', 'disabled']).optional(),
  topic: z.string().optional(),
  delivery_url: z.string().optional(),
  secret: z.string().optional(),
});

const answer = (webhook: WooSubscription, status = 200): SimulatorAnswer => ({
  status,
  body: writeWireJson(subscriptionView(webhook)),
});

function changesOf(request: ReceivedRequest): z.infer<typeof Changes> {
  try {
    return Changes.parse(JSON.parse(request.rawBody.toString('utf8')));
  } catch {
    throw invalidParameter('body');
  }
}

function known(context: WooContext, id: string): WooSubscription {
  const webhook = context.subscriptions.find(id);
  if (!webhook) throw new WooRefusal(404, 'woocommerce_rest_shop_webhook_invalid_id', 'Invalid ID.');
  return webhook;
}

/** `/wc/v3/webhooks`, as the reference lists its fields. */
export const WEBHOOK_ROUTES = [
  {
    method: 'GET',
    path: /^\/wc\/v3\/webhooks$/,
    operation: 'webhooks.list',
    answer: (context: WooContext): SimulatorAnswer => ({
      status: 200,
      body: writeWireJson(context.subscriptions.list().map(subscriptionView)),
    }),
  },
  {
    method: 'POST',
    path: /^\/wc\/v3\/webhooks$/,
    operation: 'webhooks.create',
    answer(context: WooContext, request: ReceivedRequest): SimulatorAnswer {
      const { topic, delivery_url: deliveryUrl, name, status } = changesOf(request);
      if (topic === undefined || deliveryUrl === undefined) throw invalidParameter('topic, delivery_url');
      const given = { topic, deliveryUrl, ...(name !== undefined && { name }), ...(status && { status }) };
      return answer(context.subscriptions.add(given), 201);
    },
  },
  {
    method: 'PUT',
    path: /^\/wc\/v3\/webhooks\/(?<id>\d+)$/,
    operation: 'webhooks.update',
    answer(context: WooContext, request: ReceivedRequest, { id = '' }: Readonly<Record<string, string>>) {
      const webhook = known(context, id);
      const { status, delivery_url: deliveryUrl } = changesOf(request);
      webhook.status = status ?? webhook.status;
      webhook.deliveryUrl = deliveryUrl ?? webhook.deliveryUrl;
      return answer(webhook);
    },
  },
  {
    method: 'DELETE',
    path: /^\/wc\/v3\/webhooks\/(?<id>\d+)$/,
    operation: 'webhooks.delete',
    answer(context: WooContext, request: ReceivedRequest, { id = '' }: Readonly<Record<string, string>>) {
      const webhook = known(context, id);
      if (request.query.get('force') !== 'true')
        throw new WooRefusal(501, 'woocommerce_rest_trash_not_supported', 'Webhooks do not support trashing.');
      context.subscriptions.remove(id);
      return answer(webhook);
    },
  },
] as const;
