import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOTIFIERS } from '#main/app/registries.ts';
import type { HttpClient } from '#main/lib/http-client.ts';
import { createNodeHttpClient } from '#main/lib/http-node-client.ts';
import { createSmtpClient } from '#main/lib/mail-client.ts';
import type { MailClient } from '#main/lib/mail-client.ts';
import { dingtalkNotifier, dingtalkSign } from '#main/plugins/notifiers/dingtalk/dingtalk-notifier.ts';
import { emailNotifier } from '#main/plugins/notifiers/email/email-notifier.ts';
import { feishuNotifier, feishuSign } from '#main/plugins/notifiers/feishu/feishu-notifier.ts';
import { fitText, utf8Bytes } from '#main/plugins/notifiers/fit-text.ts';
import type { Notifier, NotifierMessage } from '#main/plugins/notifiers/notifier.ts';
import { hubSignature256, webhookNotifier } from '#main/plugins/notifiers/webhook/webhook-notifier.ts';
import { wecomNotifier } from '#main/plugins/notifiers/wecom/wecom-notifier.ts';
import { createManualClock } from '#main/simulators/kit/simulator-clock.ts';
import { startGroupRobots } from '#main/simulators/robots/group-robots.ts';
import type { GroupRobots, GroupRobotsOptions } from '#main/simulators/robots/group-robots.ts';
import { startSmtpReceiver } from '#tests/support/smtp-receiver.ts';
import type { SmtpReceiver } from '#tests/support/smtp-receiver.ts';
import { answered, noAnswer, notSent, scriptedHttp } from '#tests/contract/connectors/scripted-http.ts';

const NOW_MS = Date.UTC(2026, 10, 28, 4);
const clock = createManualClock(NOW_MS);
const MESSAGE: NotifierMessage = {
  messageId: 'message-1',
  severity: 'warning',
  title: 'Station 1 · Warning: Shop A',
  text: '【Warning】Shop A\nOrders cannot be fetched',
  sentAtMs: NOW_MS,
  alerts: [
    {
      event: 'raised',
      kind: 'pull_failed',
      subject: 's1',
      subjectName: 'Shop A',
      severity: 'warning',
      text: 'Orders cannot be fetched',
      firstSeenAtMs: NOW_MS,
      count: 1,
    },
  ],
};
const http = createNodeHttpClient({ clock });
const noMail: MailClient = { send: () => Promise.reject(new Error('nobody writes')) };

/** As the product opens them: settings through the plugin's own schemas. */
function send(
  plugin: Notifier,
  config: object,
  credentials: object,
  message = MESSAGE,
  client: HttpClient = http,
  mail = noMail,
) {
  return plugin.send(
    {
      config: plugin.configSchema.parse(config),
      credentials: plugin.credentialsSchema.parse(credentials),
      http: client,
      mail,
      clock,
      signal: new AbortController().signal,
    },
    message,
  );
}

describe('signatures', () => {
  it('are those of the published vectors', () => {
    expect(dingtalkSign('this is secret', 1_577_262_236_757)).toBe('hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=');
    expect(feishuSign('demo', 1_599_360_473)).toBe('l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=');
    expect(hubSignature256("It's a Secret to Everybody", 'Hello, World!')).toBe(
      'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    );
  });
});

describe('group robots', () => {
  let robots: GroupRobots;
  const start = async (options: GroupRobotsOptions = {}): Promise<void> => {
    robots = await startGroupRobots({ clock, ...options });
  };
  beforeEach(() => clock.set(NOW_MS));
  afterEach(() => robots.close());

  const ways = {
    dingtalk: (secret = '', more: object = {}, message = MESSAGE) =>
      send(
        dingtalkNotifier,
        { robotUrl: robots.dingtalkUrl, ...more },
        { robotToken: robots.token, robotSecret: secret },
        message,
      ),
    feishu: (secret = '', more: object = {}, message = MESSAGE) =>
      send(
        feishuNotifier,
        { robotUrl: robots.feishuUrl, ...more },
        { robotToken: robots.token, robotSecret: secret },
        message,
      ),
    wecom: (_secret = '', more: object = {}, message = MESSAGE) =>
      send(wecomNotifier, { robotUrl: robots.wecomUrl, ...more }, { robotKey: robots.token }, message),
  };

  it.each(['dingtalk', 'wecom', 'feishu'] as const)('%s takes a signed message', async (robot) => {
    await start({ secret: 'SECret' });
    expect(await ways[robot]('SECret')).toMatchObject({ ok: true });
    expect(robots.messages()).toMatchObject([{ robot, text: `${MESSAGE.title}\n${MESSAGE.text}` }]);
  });

  it.each([
    ['dingtalk', '310000'],
    ['feishu', '19021'],
  ] as const)('%s refuses a wrong secret, which a person has to mend', async (robot, vendorCode) => {
    await start({ secret: 'SECret' });
    expect(await ways[robot]('other')).toMatchObject({
      ok: false,
      failure: { kind: 'auth', code: 'ERR_NOTIFIER_AUTH', vendorCode },
    });
  });

  it.each(['dingtalk', 'feishu'] as const)('%s refuses a clock that is off by more than an hour', async (robot) => {
    await start({ secret: 'SECret', clock: createManualClock(NOW_MS + 3_700_000) });
    expect(await ways[robot]('SECret')).toMatchObject({ ok: false, failure: { kind: 'auth' } });
  });

  it.each([
    ['dingtalk', '300001'],
    ['wecom', '93000'],
    ['feishu', '19001'],
  ] as const)('%s does not know another token', async (robot, vendorCode) => {
    await start();
    robots = { ...robots, token: 'other' };
    expect(await ways[robot]()).toMatchObject({ ok: false, failure: { kind: 'auth', vendorCode } });
  });

  it.each(['dingtalk', 'feishu'] as const)('%s is given its keyword where the message lacks it', async (robot) => {
    await start({ keyword: '告警' });
    expect(await ways[robot]()).toMatchObject({ ok: false, failure: { kind: 'auth' } });
    expect(await ways[robot]('', { robotKeyword: '告警' })).toMatchObject({ ok: true });
    expect(robots.messages()[0]?.text).toMatch(/^告警 Station 1/);
  });

  it.each([
    ['dingtalk', '130101', 600_000],
    ['wecom', '45009', 60_000],
    ['feishu', '99991400', 42_000],
  ] as const)('%s waits as long as it is told when it is too fast', async (robot, vendorCode, retryAfterMs) => {
    await start();
    robots.faults.switchOn({ kind: 'throttle' });
    expect(await ways[robot]()).toMatchObject({
      ok: false,
      failure: { kind: 'retry', code: 'ERR_NOTIFIER_THROTTLED', vendorCode, retryAfterMs },
    });
  });

  it('dingtalk mutes a robot for ten minutes after its twentieth message in a minute', async () => {
    await start();
    for (let n = 0; n < 20; n += 1) expect(await ways.dingtalk()).toMatchObject({ ok: true });
    expect(await ways.dingtalk()).toMatchObject({ ok: false, failure: { vendorCode: '130101' } });
    clock.advance(9 * 60_000);
    expect(await ways.dingtalk()).toMatchObject({ ok: false, failure: { vendorCode: '130101' } });
    clock.advance(2 * 60_000);
    expect(await ways.dingtalk()).toMatchObject({ ok: true });
  });

  it('cuts a long text to what WeCom takes, at the end of a line', async () => {
    await start();
    const text = Array.from({ length: 200 }, (_, line) => `${line} 打包台告警`).join('\n');
    expect(await ways.wecom('', {}, { ...MESSAGE, text })).toMatchObject({ ok: true });
    const sent = robots.messages()[0]?.text ?? '';
    expect(utf8Bytes(sent)).toBeLessThanOrEqual(2048);
    expect(sent).toMatch(/\n\d+ 打包台告警\n…$/);
  });

  it('calls people by @ only when it is critical', async () => {
    await start();
    const atMobiles = '13800000000, 13900000000';
    await ways.dingtalk('', { atMobiles });
    await ways.dingtalk('', { atMobiles }, { ...MESSAGE, severity: 'critical' });
    await ways.wecom('', { atMobiles }, { ...MESSAGE, severity: 'critical' });
    expect(robots.messages().map(({ mentioned }) => mentioned)).toEqual([
      [],
      ['13800000000', '13900000000'],
      ['13800000000', '13900000000'],
    ]);
  });
});

describe('every notifier that speaks HTTP', () => {
  const plugins = NOTIFIERS.all.filter(({ id }) => id !== 'email').map((plugin) => [plugin.id, plugin] as const);
  const settings = (id: string) =>
    id === 'webhook' ? [{ webhookUrl: 'http://hook.test/' }, {}] : [{}, { robotToken: 't', robotKey: 't' }];

  it.each(plugins)('%s tells what became of a message', async (id, plugin) => {
    const [config = {}, credentials = {}] = settings(id);
    const kindOf = async (outcome: Parameters<typeof scriptedHttp>[0]) => {
      const result = await send(plugin, config, credentials, MESSAGE, scriptedHttp(outcome).http);
      return result.ok ? 'ok' : result.failure.kind;
    };
    expect(await kindOf(() => notSent)).toBe('retry');
    expect(await kindOf(() => noAnswer)).toBe('unknown_outcome');
    expect(await kindOf(() => answered('<html>', 502))).toBe('unknown_outcome');
    expect(await kindOf(() => answered('', 429, { 'retry-after': '7' }))).toBe('retry');
    expect(await kindOf(() => answered('', 404))).toBe('refused');
  });
});

describe('the webhook', () => {
  const post = async (config: object, credentials: object) => {
    const { http: client, requests } = scriptedHttp(() => answered('thanks', 202));
    expect(
      await send(webhookNotifier, { webhookUrl: 'http://hook.test/', ...config }, credentials, MESSAGE, client),
    ).toMatchObject({ ok: true });
    return { body: String(requests[0]?.body), headers: requests[0]?.headers ?? {} };
  };

  it('posts alerts as data, with the same id for each try, signed over the very bytes', async () => {
    const { body, headers } = await post({}, { signingSecret: 'shared' });
    expect(JSON.parse(body)).toMatchObject({
      type: 'packbench.alert',
      id: 'message-1',
      severity: 'warning',
      alerts: [{ event: 'raised', kind: 'pull_failed', subject: 's1' }],
    });
    expect(headers['x-packbench-delivery']).toBe('message-1');
    expect(headers['x-hub-signature-256']).toBe(
      `sha256=${createHmac('sha256', 'shared').update(body, 'utf8').digest('hex')}`,
    );
  });

  it('is not signed without a secret', async () => {
    expect((await post({}, {})).headers).not.toHaveProperty('x-hub-signature-256');
  });

  it('fills a template, so that quotes and lines of a text stay inside its quotes', async () => {
    const { body } = await post({ bodyTemplate: '{"msg":"{{title}}: {{text}}","at":{{atMs}},"keep":"{{other}}"}' }, {});
    expect(JSON.parse(body)).toEqual({
      msg: `${MESSAGE.title}: ${MESSAGE.text}`,
      at: NOW_MS,
      keep: '{{other}}',
    });
  });
});

it.each([
  ['ann@example.com', true],
  ['ann@example.com，bo@office; cy@example.com', true],
  ['not an address', false],
  ['ann@example.com, bo', false],
  ['Ann <ann@example.com>', false],
])('an e-mail notifier takes %j as its receivers: %j', (mailTo, isTaken) => {
  const config = { smtpHost: 'mail.example.com', mailFrom: 'bench@example.com', mailTo };
  expect(emailNotifier.configSchema.safeParse(config).success).toBe(isTaken);
});

describe('e-mail', () => {
  let receiver: SmtpReceiver;
  afterEach(() => receiver.close());
  const write = (security: string, credentials: object = {}, mail = createSmtpClient(receiver.certificate)) =>
    send(
      emailNotifier,
      {
        smtpHost: '127.0.0.1',
        smtpPort: receiver.port,
        smtpSecurity: security,
        mailFrom: 'bench@example.com',
        mailTo: 'ann@example.com; bo@example.com',
      },
      credentials,
      MESSAGE,
      http,
      mail,
    );

  it.each(['tls', 'starttls', 'unencrypted'] as const)('is sent over real SMTP, %s', async (security) => {
    receiver = await startSmtpReceiver({ security, user: { name: 'bench', password: 'right' } });
    expect(await write(security, { smtpUser: 'bench', smtpPassword: 'right' })).toMatchObject({ ok: true });
    const [mail] = receiver.mails;
    expect(mail).toMatchObject({
      from: 'bench@example.com',
      to: ['ann@example.com', 'bo@example.com'],
      isSecure: security !== 'unencrypted',
    });
    expect(mail?.raw).toContain('Message-ID: <message-1@packbench>');
  });

  it('goes nowhere over a line that is not what was asked for', async () => {
    receiver = await startSmtpReceiver({ security: 'unencrypted' });
    expect(await write('starttls')).toMatchObject({ ok: false });
    expect(receiver.mails).toEqual([]);
  });

  it('trusts no certificate that nobody vouches for', async () => {
    receiver = await startSmtpReceiver({ security: 'tls' });
    expect(await write('tls', {}, createSmtpClient())).toMatchObject({ ok: false });
    expect(receiver.mails).toEqual([]);
  });

  it('tells a wrong password from a refused receiver and from greylisting', async () => {
    receiver = await startSmtpReceiver({ security: 'unencrypted', user: { name: 'bench', password: 'right' } });
    expect(await write('unencrypted', { smtpUser: 'bench', smtpPassword: 'wrong' })).toMatchObject({
      ok: false,
      failure: { kind: 'auth', code: 'ERR_NOTIFIER_AUTH', vendorCode: '535' },
    });
    await receiver.close();
    receiver = await startSmtpReceiver({ security: 'unencrypted', refuse: { code: 550, text: 'no such user' } });
    expect(await write('unencrypted')).toMatchObject({ ok: false, failure: { kind: 'refused', vendorCode: '550' } });
    await receiver.close();
    receiver = await startSmtpReceiver({ security: 'unencrypted', refuse: { code: 451, text: 'greylisted' } });
    expect(await write('unencrypted')).toMatchObject({
      ok: false,
      failure: { kind: 'retry', vendorCode: '451', retryAfterMs: 300_000 },
    });
  });

  it('does not know whether it arrived when the server falls silent after the letter', async () => {
    receiver = await startSmtpReceiver({ security: 'unencrypted', goesSilent: true });
    expect(await write('unencrypted')).toMatchObject({ ok: false, failure: { kind: 'unknown_outcome' } });
  });

  it('is surely not sent where nobody listens', async () => {
    receiver = await startSmtpReceiver({ security: 'unencrypted' });
    await receiver.close();
    expect(await write('unencrypted')).toMatchObject({
      ok: false,
      failure: { kind: 'retry', code: 'ERR_NOTIFIER_UNREACHABLE' },
    });
  });
});

describe('a text that is too long', () => {
  it('is cut between characters where one line is longer than all that may go', () => {
    const cut = fitText('打'.repeat(100), 30);
    expect(utf8Bytes(cut)).toBeLessThanOrEqual(30);
    expect(cut).toMatch(/^打+…$/);
  });
});
