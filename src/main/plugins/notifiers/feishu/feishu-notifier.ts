import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { HttpOutcome } from '#main/lib/http-client.ts';
import { parseJson } from '#main/lib/http-json.ts';
import { readJsonOutcome } from '#main/lib/http-reading.ts';
import { fitText } from '#main/plugins/notifiers/fit-text.ts';
import { codedFailure, notifierFault, strangeAnswer } from '#main/plugins/notifiers/notifier-failures.ts';
import type { CodeMeaning } from '#main/plugins/notifiers/notifier-failures.ts';
import type { Notifier } from '#main/plugins/notifiers/notifier.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';

export const FeishuConfig = z.object({
  /** Lark outside China has another host. */
  robotUrl: z.url().default('https://open.feishu.cn/open-apis/bot/v2/hook/'),
  robotKeyword: z.string().max(20).default(''),
});
export type FeishuConfig = z.infer<typeof FeishuConfig>;

export const FeishuCredentials = z.object({
  robotToken: z.string().min(1).max(200),
  robotSecret: z.string().max(200).default(''),
});
export type FeishuCredentials = z.infer<typeof FeishuCredentials>;

const Answer = z.object({ code: z.number(), msg: z.string().default('') });

/** 9499 covers bad requests as well as too many: tried again after a while, and given up with the other tries (reference C5). */
const CODES: Readonly<Record<string, CodeMeaning>> = {
  '99991400': { kind: 'retry', afterMs: 60_000 },
  '9499': { kind: 'retry', afterMs: 60_000 },
  '19021': { kind: 'auth' },
  '19022': { kind: 'auth' },
  '19024': { kind: 'auth' },
  '19001': { kind: 'auth' },
};

/** Key and message are swapped against DingTalk: the key is `timestamp + "\n" + secret`, the message is empty; seconds. */
export function feishuSign(secret: string, timestampS: number): string {
  return createHmac('sha256', `${timestampS}\n${secret}`).update('').digest('base64');
}

/** A custom robot of a Feishu (Lark) group. Source: open.feishu.cn, custom bot guide. */
export const feishuNotifier: Notifier<FeishuConfig, FeishuCredentials> = {
  id: 'feishu',
  label: { en: 'Feishu group robot', 'zh-CN': '飞书群机器人' },
  configSchema: FeishuConfig,
  credentialsSchema: FeishuCredentials,
  longestBytes: 18_000,
  async send({ config, credentials, http, clock, signal }, message) {
    const text = [message.title, message.text].join('\n');
    const { robotKeyword } = config;
    const content = robotKeyword === '' || text.includes(robotKeyword) ? text : `${robotKeyword} ${text}`;
    const timestampS = Math.floor(clock.nowMs() / 1000);
    const outcome = await http.send({
      method: 'POST',
      url: `${config.robotUrl.replace(/\/$/, '')}/${encodeURIComponent(credentials.robotToken)}`,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({
        ...(credentials.robotSecret === ''
          ? {}
          : { timestamp: String(timestampS), sign: feishuSign(credentials.robotSecret, timestampS) }),
        msg_type: 'text',
        content: { text: fitText(content, feishuNotifier.longestBytes) },
      }),
      signal,
      operation: 'feishu.bot.hook',
      connection: 'fresh',
    });
    const coded = codeOf(outcome);
    if (coded) return coded.code === 0 ? succeeded(null) : failed(failureOf(outcome, coded.code, coded.msg));
    const reading = readJsonOutcome(outcome);
    return failed(reading.kind === 'fault' ? notifierFault(reading) : strangeAnswer);
  },
};

/** Throttles come with HTTP 429, on older addresses with 400, and the code inside: it is read whatever the status. */
function codeOf(outcome: HttpOutcome): z.infer<typeof Answer> | null {
  if (outcome.kind !== 'answer') return null;
  return Answer.safeParse(parseJson(outcome.body)).data ?? null;
}

function failureOf(outcome: HttpOutcome, code: number, msg: string) {
  const failure = codedFailure(CODES, String(code), msg);
  // Seconds until the window begins anew.
  const resetS = outcome.kind === 'answer' ? Number(outcome.headers['x-ogw-ratelimit-reset']) : Number.NaN;
  return failure.kind === 'retry' && Number.isFinite(resetS) && resetS > 0
    ? { ...failure, retryAfterMs: resetS * 1000 }
    : failure;
}
