import { timingSafeEqual } from 'node:crypto';
import { parseBeijingTime } from '../kit/beijing-time.ts';
import type { FaultRule } from '../kit/fault-switchboard.ts';
import type { SimulatorAnswer } from '../kit/simulator-answer.ts';
import type { ReceivedRequest, SimulatorEndpoint } from '../kit/simulator-server.ts';
import { writeWireJson } from '../kit/wire-json.ts';
import type { WireObject } from '../kit/wire-json.ts';
import type { JdAccess } from './jd-access.ts';
import { JdFailure, callLimited } from './jd-failure.ts';
import { expectedJdSignature } from './jd-signature.ts';
import { JD_ACCESS_LASTS_S } from './jd-access.ts';
import { JD_METHODS } from './methods.ts';
import type { JdMethodContext, JdParameters } from './methods.ts';

/** Clock tolerance of the gateway. */
const TOLERANCE_MS = 6 * 60_000;
const CODE_PATH = '/oauth2/access_token';
export const REFRESH_OPERATION = 'oauth2/refresh_token';

export interface JdGatewayOptions {
  readonly context: JdMethodContext;
  readonly appKey: string;
  readonly appSecret: string;
  readonly access: JdAccess;
  /** Throws when the caller has used up its calls. */
  meter(method: string): void;
}

function sameText(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8')];
  return one.length === other.length && timingSafeEqual(one, other);
}

const parametersOf = (request: ReceivedRequest): ReadonlyMap<string, string> =>
  new Map([...request.query.entries(), ...new URLSearchParams(request.rawBody.toString('utf8')).entries()]);

/** `yyyy-MM-dd HH:mm:ss`, or with `.SSS+0800` behind. */
const timeOf = (timestamp: string): number | undefined => parseBeijingTime(timestamp.replace(/\.\d{3}\+0800$/, ''));

/** The gateway at `/routerjson` and the token service at `/oauth2/refresh_token`. Errors included, the HTTP status stays 200. */
export function createJdGateway(options: JdGatewayOptions): SimulatorEndpoint {
  const { context, access } = options;
  const write = (body: WireObject): SimulatorAnswer => ({ status: 200, body: writeWireJson(body) });

  function run(parameters: ReadonlyMap<string, string>): WireObject {
    const given = (name: string): string => parameters.get(name) ?? '';
    const method = given('method');
    if (method === '') throw new JdFailure(14, '缺少方法名参数', 'Missing Method');
    const handler = JD_METHODS.get(method);
    if (!handler) throw new JdFailure(15, '不存在的方法名', 'Invalid Method');
    if (given('v') === '') throw new JdFailure(4, '缺少版本参数', 'Missing Version');
    if (given('v') !== '2.0') throw new JdFailure(5, '不支持的版本号', 'Unsupported Version');
    if (given('timestamp') === '') throw new JdFailure(7, '缺少时间戳参数', 'Missing Timestamp');
    const atMs = timeOf(given('timestamp'));
    if (atMs === undefined || Math.abs(atMs - context.clock.nowMs()) > TOLERANCE_MS) {
      throw new JdFailure(8, '非法的时间戳参数', 'Invalid Timestamp');
    }
    if (given('sign') === '') throw new JdFailure(11, '缺少签名参数', 'Missing Signature');
    const isSigned = sameText(given('sign'), expectedJdSignature(parameters, options.appSecret));
    if (!isSigned || !sameText(given('app_key'), options.appKey))
      throw new JdFailure(12, '无效签名', 'Invalid Signature');
    if (!access.isGood(given('access_token'))) {
      throw new JdFailure(19, '无效access_token', 'Invalid access_token');
    }
    options.meter(method);
    const business = JSON.parse(given('360buy_param_json') || '{}') as JdParameters;
    return { [`${method.replaceAll('.', '_')}_responce`]: { code: '0', ...handler(business, context, method) } };
  }

  function refresh(request: ReceivedRequest): WireObject {
    const given = (name: string): string => request.query.get(name) ?? '';
    const isApp = given('app_key') === options.appKey && given('app_secret') === options.appSecret;
    const isGood =
      request.path === CODE_PATH
        ? given('grant_type') === 'authorization_code' && isApp && access.codes.redeem(given('code'))
        : given('grant_type') === 'refresh_token' && isApp && given('refresh_token') === access.refreshToken;
    if (!isGood) return { code: 400, msg: 'invalid code or refresh_token', requestId: 'sim' };
    access.renew();
    return {
      access_token: access.accessToken,
      refresh_token: access.refreshToken,
      expires_in: JD_ACCESS_LASTS_S,
      time: context.clock.nowMs(),
      open_id: 'sim',
      scope: 'snsapi_base',
    };
  }

  return {
    operationOf: (request) =>
      request.path === '/oauth2/refresh_token' ? REFRESH_OPERATION : (parametersOf(request).get('method') ?? 'unknown'),
    handle(request) {
      if (request.path === '/oauth2/refresh_token' || request.path === CODE_PATH) return write(refresh(request));
      if (request.path !== '/routerjson') {
        return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not Found' };
      }
      try {
        return write(run(parametersOf(request)));
      } catch (error) {
        if (error instanceof JdFailure) return write(failureBody(error));
        throw error;
      }
    },
    vendorFault: (kind, rule) => write(failureBody(kind === 'throttle' ? callLimited() : chosenError(rule))),
  };
}

const failureBody = (failure: JdFailure): WireObject => ({
  error_response: { code: failure.code, zh_desc: failure.zhDesc, en_desc: failure.message },
});

function chosenError(rule: FaultRule): JdFailure {
  return new JdFailure(Number(rule.code ?? 2), rule.message ?? '系统繁忙', rule.message ?? 'System busy');
}
