import { z } from 'zod';
import { readJsonOutcome } from '#main/lib/http-reading.ts';
import { fitText } from '#main/plugins/notifiers/fit-text.ts';
import { codedFailure, notifierFault, strangeAnswer } from '#main/plugins/notifiers/notifier-failures.ts';
import type { CodeMeaning } from '#main/plugins/notifiers/notifier-failures.ts';
import type { Notifier } from '#main/plugins/notifiers/notifier.ts';
import { failed, succeeded } from '#main/plugins/plugin-result.ts';

export const WecomConfig = z.object({
  robotUrl: z.url().default('https://qyapi.weixin.qq.com/cgi-bin/webhook/send'),
  atMobiles: z.string().max(300).default(''),
});
export type WecomConfig = z.infer<typeof WecomConfig>;

/** The key of the address is the whole secret: these robots have no signature. */
export const WecomCredentials = z.object({ robotKey: z.string().min(1).max(200) });
export type WecomCredentials = z.infer<typeof WecomCredentials>;

const Answer = z.object({ errcode: z.number(), errmsg: z.string().default('') });

/** 20 a minute; then a minute's pause (reference C4). */
const CODES: Readonly<Record<string, CodeMeaning>> = {
  '45009': { kind: 'retry', afterMs: 60_000 },
  '-1': { kind: 'retry', afterMs: 60_000 },
  '93000': { kind: 'auth' },
};

/** A robot of a WeCom group. Source: developer.work.weixin.qq.com, group robots. */
export const wecomNotifier: Notifier<WecomConfig, WecomCredentials> = {
  id: 'wecom',
  label: { en: 'WeCom group robot', 'zh-CN': '企业微信群机器人' },
  configSchema: WecomConfig,
  credentialsSchema: WecomCredentials,
  longestBytes: 2048,
  async send({ config, credentials, http, signal }, message) {
    const url = new URL(config.robotUrl);
    url.searchParams.set('key', credentials.robotKey);
    const mobiles = message.severity === 'critical' ? config.atMobiles.split(/[,，\s]+/).filter(Boolean) : [];
    const outcome = await http.send({
      method: 'POST',
      url: url.href,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({
        msgtype: 'text',
        text: {
          content: fitText([message.title, message.text].join('\n'), wecomNotifier.longestBytes),
          ...(mobiles.length > 0 ? { mentioned_mobile_list: mobiles } : {}),
        },
      }),
      signal,
      operation: 'wecom.webhook.send',
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
