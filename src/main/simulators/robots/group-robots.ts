import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { createFaultSwitchboard } from '../kit/fault-switchboard.ts';
import type { FaultSwitchboard } from '../kit/fault-switchboard.ts';
import { createRequestLog } from '../kit/request-log.ts';
import type { RequestLog } from '../kit/request-log.ts';
import { createSeededRandom } from '../kit/seeded-random.ts';
import type { SimulatorAnswer } from '../kit/simulator-answer.ts';
import { realClock } from '../kit/simulator-clock.ts';
import type { SimulatorClock } from '../kit/simulator-clock.ts';
import { startSimulatorServer } from '../kit/simulator-server.ts';
import type { ReceivedRequest } from '../kit/simulator-server.ts';

export interface GroupRobotsOptions {
  readonly port?: number;
  readonly clock?: SimulatorClock;
  /** Token or key that all three robots bear; default `robot-token`. */
  readonly token?: string;
  /** Of DingTalk and Feishu; empty: those two ask for no signature. WeCom has none. */
  readonly secret?: string;
  /** DingTalk and Feishu take only messages that contain it; empty: any. */
  readonly keyword?: string;
}

/** What stands in a group now. */
export interface GroupMessage {
  readonly robot: 'dingtalk' | 'wecom' | 'feishu';
  readonly text: string;
  readonly mentioned: readonly string[];
  readonly atMs: number;
}

export interface GroupRobots {
  readonly dingtalkUrl: string;
  readonly wecomUrl: string;
  readonly feishuUrl: string;
  readonly token: string;
  readonly faults: FaultSwitchboard;
  readonly requests: RequestLog;
  messages(): readonly GroupMessage[];
  close(): Promise<void>;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Reference C3 to C5. */
const DINGTALK_PER_MINUTE = 20;
const DINGTALK_MUTED_MS = 10 * MINUTE_MS;
const WECOM_PER_MINUTE = 20;
const WECOM_TEXT_BYTES = 2048;
const FEISHU_PER_MINUTE = 100;
const FEISHU_BODY_BYTES = 20 * 1024;

const DingtalkBody = z.object({
  msgtype: z.literal('text'),
  text: z.object({ content: z.string() }),
  at: z.object({ atMobiles: z.array(z.string()).default([]) }).optional(),
});
const WecomBody = z.object({
  msgtype: z.literal('text'),
  text: z.object({ content: z.string(), mentioned_mobile_list: z.array(z.string()).default([]) }),
});
const FeishuBody = z.object({
  timestamp: z.string().optional(),
  sign: z.string().optional(),
  msg_type: z.literal('text'),
  content: z.object({ text: z.string() }),
});

const ok = (body: object): SimulatorAnswer => ({ status: 200, body: JSON.stringify(body) });
const errcode = (code: number, errmsg: string): SimulatorAnswer => ok({ errcode: code, errmsg });
const feishu = (code: number, msg: string, status = 200): SimulatorAnswer => ({
  status,
  ...(code === 99991400 ? { headers: { 'x-ogw-ratelimit-limit': '100', 'x-ogw-ratelimit-reset': '42' } } : {}),
  body: JSON.stringify(code === 0 ? { code, msg, data: {} } : { code, msg }),
});

/** The group robots of DingTalk, WeCom and Feishu on loopback, with their signatures and limits. Written from reference C3 to C5 alone. */
export async function startGroupRobots(options: GroupRobotsOptions = {}): Promise<GroupRobots> {
  const clock = options.clock ?? realClock;
  const token = options.token ?? 'robot-token';
  const secret = options.secret ?? '';
  const keyword = options.keyword ?? '';
  const faults = createFaultSwitchboard(clock, createSeededRandom(1).fork('robots'));
  const requests = createRequestLog();
  const messages: GroupMessage[] = [];
  let dingtalkMutedUntilMs = 0;

  const inLastMinute = (robot: GroupMessage['robot']): number =>
    messages.filter((message) => message.robot === robot && message.atMs > clock.nowMs() - MINUTE_MS).length;
  const take = (robot: GroupMessage['robot'], text: string, mentioned: readonly string[] = []): void => {
    messages.push({ robot, text, mentioned, atMs: clock.nowMs() });
  };

  function dingtalk(request: ReceivedRequest): SimulatorAnswer {
    if (request.query.get('access_token') !== token) return errcode(300001, 'token is not exist');
    if (secret !== '') {
      const timestamp = request.query.get('timestamp') ?? '';
      const given = request.query.get('sign') ?? '';
      // Here the secret is the key, and stands in the text as well.
      const wanted = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
      if (!same(given, wanted)) return errcode(310000, 'sign not match');
      if (Math.abs(clock.nowMs() - Number(timestamp)) > HOUR_MS) return errcode(310000, 'invalid timestamp');
    }
    const body = readJson(request, DingtalkBody);
    if (!body) return errcode(40035, '缺少参数 json');
    if (!body.text.content.includes(keyword)) return errcode(310000, 'keywords not in content');
    if (clock.nowMs() < dingtalkMutedUntilMs || inLastMinute('dingtalk') >= DINGTALK_PER_MINUTE) {
      if (clock.nowMs() >= dingtalkMutedUntilMs) dingtalkMutedUntilMs = clock.nowMs() + DINGTALK_MUTED_MS;
      return errcode(130101, 'send too fast, exceed 20 times per minute');
    }
    take('dingtalk', body.text.content, body.at?.atMobiles ?? []);
    return errcode(0, 'ok');
  }

  function wecom(request: ReceivedRequest): SimulatorAnswer {
    if (request.query.get('key') !== token) return errcode(93000, 'invalid webhook url');
    const body = readJson(request, WecomBody);
    if (!body) return errcode(40008, 'invalid message type');
    if (Buffer.byteLength(body.text.content, 'utf8') > WECOM_TEXT_BYTES)
      return errcode(45002, 'content size out of limit');
    if (inLastMinute('wecom') >= WECOM_PER_MINUTE) return errcode(45009, 'api freq out of limit');
    take('wecom', body.text.content, body.text.mentioned_mobile_list);
    return errcode(0, 'ok');
  }

  function feishuHook(request: ReceivedRequest): SimulatorAnswer {
    if (request.path.split('/').at(-1) !== token)
      return feishu(19001, 'param invalid: incoming webhook access token invalid');
    if (request.rawBody.length > FEISHU_BODY_BYTES) return feishu(9499, 'Bad Request');
    const body = readJson(request, FeishuBody);
    if (!body) return feishu(9499, 'Bad Request');
    if (secret !== '') {
      // Key and text change places, and the text is empty.
      const wanted = createHmac('sha256', `${body.timestamp ?? ''}\n${secret}`).digest('base64');
      const isFresh = Math.abs(clock.nowMs() / 1000 - Number(body.timestamp)) <= HOUR_MS / 1000;
      if (!isFresh || !same(body.sign ?? '', wanted))
        return feishu(19021, 'sign match fail or timestamp is not within one hour from current time');
    }
    if (!body.content.text.includes(keyword)) return feishu(19024, 'Key Words Not Found');
    if (inLastMinute('feishu') >= FEISHU_PER_MINUTE) return feishu(99991400, 'request trigger frequency limit', 429);
    take('feishu', body.content.text);
    return feishu(0, 'success');
  }

  const robotOf = (request: ReceivedRequest): GroupMessage['robot'] | 'unknown' => {
    if (request.path === '/robot/send') return 'dingtalk';
    if (request.path === '/cgi-bin/webhook/send') return 'wecom';
    return request.path.startsWith('/open-apis/bot/v2/hook/') ? 'feishu' : 'unknown';
  };
  const server = await startSimulatorServer({
    port: options.port ?? 0,
    clock,
    log: requests,
    faults,
    endpoint: {
      operationOf: robotOf,
      handle(request, operation) {
        if (request.httpMethod !== 'POST') return { status: 405, body: '{}' };
        if (operation === 'dingtalk') return dingtalk(request);
        if (operation === 'wecom') return wecom(request);
        return operation === 'feishu' ? feishuHook(request) : { status: 404, body: '{}' };
      },
      vendorFault(kind, _rule, operation) {
        if (operation === 'feishu')
          return kind === 'throttle'
            ? feishu(99991400, 'request trigger frequency limit', 400)
            : feishu(19022, 'Ip Not Allowed');
        if (operation === 'wecom')
          return kind === 'throttle' ? errcode(45009, 'api freq out of limit') : errcode(-1, 'system busy');
        return kind === 'throttle'
          ? errcode(130101, 'send too fast, exceed 20 times per minute')
          : errcode(310000, 'ip not in whitelist');
      },
    },
  });

  return {
    dingtalkUrl: `${server.url}/robot/send`,
    wecomUrl: `${server.url}/cgi-bin/webhook/send`,
    feishuUrl: `${server.url}/open-apis/bot/v2/hook/`,
    token,
    faults,
    requests,
    messages: () => messages,
    close: () => server.close(),
  };
}

function readJson<T>(request: ReceivedRequest, schema: z.ZodType<T>): T | null {
  try {
    return schema.safeParse(JSON.parse(request.rawBody.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

function same(given: string, wanted: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)];
  return one.length === other.length && timingSafeEqual(one, other);
}
