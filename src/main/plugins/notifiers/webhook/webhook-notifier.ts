import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { readJsonOutcome } from '#main/lib/http-reading.ts';
import { notifierFault } from '#main/plugins/notifiers/notifier-failures.ts';
import type { Notifier, NotifierMessage } from '#main/plugins/notifiers/notifier.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';

export const WebhookConfig = z.object({
  webhookUrl: z.url(),
  /** JSON with the places {{title}}, {{text}}, {{severity}}, {{id}}, {{atMs}}; empty: our own shape. */
  bodyTemplate: z.string().max(4000).default(''),
});
export type WebhookConfig = z.infer<typeof WebhookConfig>;

export const WebhookCredentials = z.object({ signingSecret: z.string().max(400).default('') });
export type WebhookCredentials = z.infer<typeof WebhookCredentials>;

/** `sha256=` and the HMAC over the very bytes that are sent (reference C7). */
export function hubSignature256(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body, 'utf8').digest('hex')}`;
}

/** JSON by POST to any address. The id of the message stays the same for each try. */
export const webhookNotifier: Notifier<WebhookConfig, WebhookCredentials> = {
  id: 'webhook',
  label: { en: 'Webhook (JSON)', 'zh-CN': '通用 Webhook（JSON）' },
  configSchema: WebhookConfig,
  credentialsSchema: WebhookCredentials,
  longestBytes: 200_000,
  async send({ config, credentials, http, signal }, message) {
    const body = bodyOf(config.bodyTemplate, message);
    const outcome = await http.send({
      method: 'POST',
      url: config.webhookUrl,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-packbench-delivery': message.messageId,
        'x-packbench-event': 'alert',
        ...(credentials.signingSecret === ''
          ? {}
          : { 'x-hub-signature-256': hubSignature256(credentials.signingSecret, body) }),
      },
      body,
      signal,
      operation: 'webhook.post',
      connection: 'fresh',
    });
    // Any 2xx is a yes, whatever its body.
    if (outcome.kind === 'answer' && outcome.status >= 200 && outcome.status < 300) return succeeded(null);
    const reading = readJsonOutcome(outcome);
    return reading.kind === 'fault' ? failed(notifierFault(reading)) : succeeded(null);
  },
};

function bodyOf(template: string, message: NotifierMessage): string {
  const { messageId, severity, title, text, alerts, sentAtMs } = message;
  if (template.trim() === '')
    return JSON.stringify({ type: 'packbench.alert', id: messageId, severity, title, text, alerts, sentAtMs });
  const values: Readonly<Record<string, string>> = {
    title,
    text,
    severity,
    id: messageId,
    atMs: String(sentAtMs),
  };
  // Inside the quotes of the template: escaped as JSON, without quotes of its own.
  return template.replaceAll(/\{\{(\w+)\}\}/g, (place, name: string) => {
    const value = values[name];
    return value === undefined ? place : JSON.stringify(value).slice(1, -1);
  });
}
