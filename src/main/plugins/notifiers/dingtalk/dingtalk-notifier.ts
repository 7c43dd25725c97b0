import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { readJsonOutcome } from '#main/lib/http-reading.ts';
import { fitText } from '#main/plugins/notifiers/fit-text.ts';
import { codedFailure, notifierFault, strangeAnswer } from '#main/plugins/notifiers/notifier-failures.ts';
import type { CodeMeaning } from '#main/plugins/notifiers/notifier-failures.ts';
import type { Notifier } from '#main/plugins/notifiers/notifier.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';

export const DingtalkConfig = z.object({
  robotUrl: z.url().default('https://oapi.dingtalk.com/robot/send'),
  /** The robot takes only messages that contain it; empty: it has none. */
  robotKeyword: z.string().max(20).default(''),
  /** Mobile numbers to be called by @ when it is critical, parted by commas. */
  atMobiles: z.string().max(300).default(''),
});
export type DingtalkConfig = z.infer<typeof DingtalkConfig>;

export const DingtalkCredentials = z.object({
  robotToken: z.string().min(1).max(200),
  /** Begins with SEC; empty where the robot is guarded by a keyword or by addresses. */
  robotSecret: z.string().max(200).default(''),
});
export type DingtalkCredentials = z.infer<typeof DingtalkCredentials>;

const Answer = z.object({ errcode: z.number(), errmsg: z.string().default('') });

/** More than 20 a minute mutes the robot for ten minutes (reference C3). */
const CODES: Readonly<Record<string, CodeMeaning>> = {
  '130101': { kind: 'retry', afterMs: 600_000 },
  '310000': { kind: 'auth' },
  '300001': { kind: 'auth' },
  '-1': { kind: 'retry', afterMs: 60_000 },
};

/** `base64(HMAC-SHA256(secret, timestamp + "\n" + secret))`, not yet encoded for the address. */
export function dingtalkSign(secret: string, timestampMs: number): string {
  return createHmac('sha256', secret).update(`${timestampMs}\n${secret}`).digest('base64');
}

/** A custom robot of a DingTalk group. Source: open.dingtalk.com, custom robots. */
export const dingtalkNotifier: Notifier<DingtalkConfig, DingtalkCredentials> = {
  id: 'dingtalk',
  label: { en: 'DingTalk group robot', 'zh-CN': '钉钉群机器人' },
  configSchema: DingtalkConfig,
  credentialsSchema: DingtalkCredentials,
  longestBytes: 18_000,
  async send({ config, credentials, http, clock, signal }, message) {
    const url = new URL(config.robotUrl);
    url.searchParams.set('access_token', credentials.robotToken);
    if (credentials.robotSecret !== '') {
      const timestampMs = clock.nowMs();
      url.searchParams.set('timestamp', String(timestampMs));
      url.searchParams.set('sign', dingtalkSign(credentials.robotSecret, timestampMs));
    }
    const text = [message.title, message.text].join('\n');
    const { robotKeyword } = config;
    const content = robotKeyword === '' || text.includes(robotKeyword) ? text : `${robotKeyword} ${text}`;
    const atMobiles = message.severity === 'critical' ? config.atMobiles.split(/[,，\s]+/).filter(Boolean) : [];
    const outcome = await http.send({
      method: 'POST',
      url: url.href,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({
        msgtype: 'text',
        text: { content: fitText(content, dingtalkNotifier.longestBytes) },
        at: { atMobiles, isAtAll: false },
      }),
      signal,
      operation: 'dingtalk.robot.send',
      connection: 'fresh',
    });
    const reading = readJsonOutcome(outcome);
    if (reading.kind === 'fault') return failed(notifierFault(reading));
    const answer = Answer.safeParse(reading.json);
    if (!answer.success) return failed(strangeAnswer);
    const { errcode, errmsg } = answer.data;
    return errcode === 0 ? succeeded(null) : failed(codedFailure(CODES, String(errcode), errmsg));
  },
};
