import { timingSafeEqual } from 'node:crypto';
import type { FaultRule } from '../kit/fault-switchboard.ts';
import type { SimulatorAnswer } from '../kit/simulator-answer.ts';
import type { ReceivedRequest, SimulatorEndpoint } from '../kit/simulator-server.ts';
import { writeWireJson } from '../kit/wire-json.ts';
import type { WireObject } from '../kit/wire-json.ts';
import type { PddContext, PddMethod, PddParameters } from './pdd-context.ts';
import { PddFailure, invalidParameter, tooFrequent } from './pdd-failure.ts';
import { expectedPddSignature } from './pdd-signature.ts';

/** Clock tolerance of the gateway. */
const TOLERANCE_MS = 10 * 60_000;

export interface PddGatewayOptions {
  readonly context: PddContext;
  readonly methods: readonly PddMethod[];
  readonly clientId: string;
  readonly clientSecret: string;
  /** Throws when the caller has used up its calls. */
  meter(type: string): void;
}

/** Parameters may come as a form or as one JSON object of texts. */
function readParameters(request: ReceivedRequest): PddParameters {
  const text = request.rawBody.toString('utf8');
  if (!text.trimStart().startsWith('{')) {
    return new Map([...request.query.entries(), ...new URLSearchParams(text).entries()]);
  }
  const json: unknown = JSON.parse(text);
  return new Map(Object.entries(json as Record<string, unknown>).map(([name, value]) => [name, String(value)]));
}

function sameText(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8')];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** The one URL of Pinduoduo: checks what every call carries, finds the method, wraps the answer under its own key. */
export function createPddGateway(options: PddGatewayOptions): SimulatorEndpoint {
  const { context } = options;
  const methods = new Map(options.methods.map((method) => [method.type, method]));
  /** Asked for twice per request: to name the operation, and to answer. */
  const readOnce = new WeakMap<ReceivedRequest, PddParameters>();
  let requests = 0;
  const nextRequestId = (): string => `sim${(requests += 1).toString().padStart(9, '0')}`;

  function parametersOf(request: ReceivedRequest): PddParameters {
    const known = readOnce.get(request);
    if (known) return known;
    const parameters = readParameters(request);
    readOnce.set(request, parameters);
    return parameters;
  }

  function check(parameters: PddParameters): PddMethod {
    const given = (name: string): string => parameters.get(name) ?? '';
    const method = methods.get(given('type'));
    if (!method) throw new PddFailure(10001, 'type不存在');
    if (!sameText(given('client_id'), options.clientId)) throw new PddFailure(10016, 'client_id无效');
    if (!['', 'JSON'].includes(given('data_type'))) throw new PddFailure(10017, 'data_type无效', 'not simulated');
    const seconds = given('timestamp');
    if (!/^\d{10}$/.test(seconds) || Math.abs(Number(seconds) * 1000 - context.clock.nowMs()) > TOLERANCE_MS) {
      throw new PddFailure(10018, 'timestamp无效');
    }
    if (!sameText(given('sign'), expectedPddSignature(parameters, options.clientSecret))) {
      throw new PddFailure(20004, '签名sign校验失败');
    }
    if (method.needsToken && given('access_token') === '') throw invalidParameter('access_token', '不能为空');
    if (method.needsToken && !context.access.isGood(given('access_token'))) {
      throw new PddFailure(10019, 'access_token已过期');
    }
    return method;
  }

  function run(parameters: PddParameters): WireObject {
    const method = check(parameters);
    options.meter(method.type);
    return { [method.root]: { ...method.run(parameters, context), request_id: nextRequestId() } };
  }

  /** Errors included, the HTTP status stays 200. */
  const write = (body: WireObject): SimulatorAnswer => ({ status: 200, body: writeWireJson(body) });

  const failureBody = (failure: PddFailure): WireObject => ({
    error_response: {
      error_code: failure.code,
      error_msg: failure.message,
      sub_code: failure.subCode,
      sub_msg: failure.subMessage,
      request_id: nextRequestId(),
    },
  });

  return {
    operationOf: (request) => parametersOf(request).get('type') ?? 'unknown',
    handle(request) {
      if (request.path !== '/api/router' || request.httpMethod !== 'POST') {
        return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not Found' };
      }
      try {
        return write(run(parametersOf(request)));
      } catch (error) {
        if (error instanceof PddFailure) return write(failureBody(error));
        throw error;
      }
    },
    vendorFault: (kind, rule) => write(failureBody(kind === 'throttle' ? tooFrequent() : platformError(rule))),
  };
}

function platformError(rule: FaultRule): PddFailure {
  return new PddFailure(Number(rule.code ?? 50000), rule.message ?? '系统内部错误', '', rule.subCode ?? null);
}
