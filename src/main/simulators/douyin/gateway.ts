import { parseJson } from '#main/lib/http-json.ts';
import { timingSafeEqual } from 'node:crypto';
import type { FaultRule } from '../kit/fault-switchboard.ts';
import type { SimulatorAnswer } from '../kit/simulator-answer.ts';
import type { ReceivedRequest, SimulatorEndpoint } from '../kit/simulator-server.ts';
import { writeWireJson } from '../kit/wire-json.ts';
import type { WireValue } from '../kit/wire-json.ts';
import { DouyinFailure, accessFailure, flowControl, invalidParameter } from './douyin-context.ts';
import type { DouyinContext, DouyinMethod, DouyinParams } from './douyin-context.ts';
import { expectedSign, isCanonical } from './signature.ts';

/** Clock tolerance of the gateway. */
const TOLERANCE_MS = 10 * 60_000;

export interface DouyinGatewayOptions {
  readonly context: DouyinContext;
  readonly methods: readonly DouyinMethod[];
  readonly appKey: string;
  secret(): string;
  /** Whether one more call of the method is within the rate. */
  allows(method: string): boolean;
}

const sameText = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));

/** `{host}/{method with dots as slashes}`: checks what every call carries, finds the method, wraps its answer. */
export function createDouyinGateway(options: DouyinGatewayOptions): SimulatorEndpoint {
  const { context } = options;
  const methods = new Map(options.methods.map((method) => [method.name, method]));
  let requests = 0;

  function checkCommon(request: ReceivedRequest): DouyinMethod {
    const given = (name: string): string => request.query.get(name) ?? '';
    const method = methods.get(given('method'));
    if (!method || request.path !== `/${method.name.replaceAll('.', '/')}`)
      throw invalidParameter('1', `没有接口 ${given('method')}`);
    if (given('app_key') !== options.appKey) throw accessFailure(30001, 'isv.app-key-invalid', 'app_key不存在');
    if (given('v') !== '2') throw invalidParameter('2', 'v必须为2');
    const atMs = Number(given('timestamp')) * 1000;
    if (!Number.isFinite(atMs) || Math.abs(atMs - context.clock.nowMs()) > TOLERANCE_MS)
      throw invalidParameter('3', 'timestamp超出允许的时间范围');
    return method;
  }

  function checkSign(request: ReceivedRequest, method: DouyinMethod): void {
    const paramJson = request.rawBody.toString('utf8');
    const expected = expectedSign(
      {
        appKey: options.appKey,
        method: method.name,
        paramJson,
        timestamp: request.query.get('timestamp') ?? '',
        v: request.query.get('v') ?? '',
      },
      options.secret(),
      request.query.get('sign_method'),
    );
    const sign = request.query.get('sign') ?? '';
    const isRetired =
      context.faults.standing('signature-rotation') !== undefined && request.query.get('sign_method') !== 'hmac-sha256';
    if (expected === undefined || isRetired || !isCanonical(paramJson) || !sameText(sign, expected))
      throw accessFailure(30001, 'isv.signature-invalid', '签名校验失败');
  }

  function run(request: ReceivedRequest): WireValue {
    const method = checkCommon(request);
    checkSign(request, method);
    if (method.needsToken && !context.tokens.isValid(request.query.get('access_token') ?? ''))
      throw accessFailure(30002, 'isv.access-token-expired', 'access_token已过期');
    if (!options.allows(method.name)) throw flowControl();
    return method.run(readParams(request), context);
  }

  function write(body: { code: number; msg: string; sub_code: string; sub_msg: string; data?: WireValue }) {
    requests += 1;
    const logId = `sim${requests.toString(36).padStart(9, '0')}`;
    // Errors included, the HTTP status stays 200.
    return { status: 200, body: writeWireJson({ ...body, log_id: logId }) } satisfies SimulatorAnswer;
  }

  const failureBody = (failure: DouyinFailure) => ({
    code: failure.code,
    msg: failure.message,
    sub_code: failure.subCode,
    sub_msg: failure.subMessage,
  });

  return {
    operationOf: (request) => request.query.get('method') ?? 'unknown',
    handle(request) {
      if (request.httpMethod !== 'POST')
        return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not Found' };
      try {
        return write({ code: 10000, msg: 'success', sub_code: '', sub_msg: '', data: run(request) });
      } catch (error) {
        if (error instanceof DouyinFailure) return write(failureBody(error));
        throw error;
      }
    },
    vendorFault: (kind, rule) =>
      write(failureBody(kind === 'throttle' ? flowControl(rule.message) : platformError(rule))),
  };
}

function readParams(request: ReceivedRequest): DouyinParams {
  const params = parseJson(request.rawBody);
  if (typeof params !== 'object' || params === null || Array.isArray(params))
    throw invalidParameter('4', 'param_json不是对象');
  return params as DouyinParams;
}

function platformError(rule: FaultRule): DouyinFailure {
  return new DouyinFailure(
    Number(rule.code ?? 20000),
    '系统错误',
    rule.subCode ?? 'isp.service-error:20005',
    rule.message ?? '系统繁忙，请稍后重试',
  );
}
