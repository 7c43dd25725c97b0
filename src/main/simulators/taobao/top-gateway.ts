import { timingSafeEqual } from 'node:crypto';
import { parseBeijingTime } from '../kit/beijing-time.ts';
import type { FaultRule } from '../kit/fault-switchboard.ts';
import type { SimulatorAnswer } from '../kit/simulator-answer.ts';
import type { ReceivedRequest, SimulatorEndpoint } from '../kit/simulator-server.ts';
import { TopFailure, apiBanned, ispFailure } from './top-failure.ts';
import { expectedTopSignature } from './top-signature.ts';
import type { TopContext, TopMethod, TopParameters } from './top-context.ts';
import { writeTopJson, writeTopXml } from './top-value.ts';
import type { TopObject } from './top-value.ts';

/** Clock tolerance of the gateway. */
const TOLERANCE_MS = 10 * 60_000;

export interface TopGatewayOptions {
  readonly context: TopContext;
  readonly methods: readonly TopMethod[];
  readonly appKey: string;
  secret(): string;
  session(): string;
  /** Throws when the caller has used up its calls. */
  meter(method: string): void;
}

/** Parameters may stand in the query and in the form body; all of them are signed. */
function readTopParameters(request: ReceivedRequest): TopParameters {
  const form = new URLSearchParams(request.rawBody.toString('utf8'));
  return new Map([...request.query.entries(), ...form.entries()]);
}

function sameText(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8')];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** `taobao.trades.sold.get` -> `trades_sold_get_response`. */
const responseKey = (method: string): string => `${method.replace(/^taobao\./, '').replaceAll('.', '_')}_response`;

/** The one URL of TOP: checks what every call carries, finds the method, wraps the answer. */
export function createTopGateway(options: TopGatewayOptions): SimulatorEndpoint {
  const { context } = options;
  const methods = new Map(options.methods.map((method) => [method.name, method]));
  let requests = 0;
  /** Asked for twice per request: to name the operation, and to answer. */
  const readOnce = new WeakMap<ReceivedRequest, TopParameters>();

  function parametersOf(request: ReceivedRequest): TopParameters {
    const known = readOnce.get(request);
    if (known) return known;
    const parameters = readTopParameters(request);
    readOnce.set(request, parameters);
    return parameters;
  }

  function checkCommon(parameters: TopParameters): TopMethod {
    const given = (name: string): string => parameters.get(name) ?? '';
    if (given('method') === '') throw new TopFailure(21, 'Missing method');
    const method = methods.get(given('method'));
    if (!method) throw new TopFailure(22, 'Invalid method');
    if (given('app_key') === '') throw new TopFailure(28, 'Missing app key');
    if (given('app_key') !== options.appKey) throw new TopFailure(29, 'Invalid app key');
    if (!['', 'json', 'xml'].includes(given('format'))) throw new TopFailure(23, 'Invalid format');
    checkTime(given('timestamp'));
    if (given('v') === '') throw new TopFailure(32, 'Missing version');
    if (given('v') !== '2.0') throw new TopFailure(33, 'Invalid version');
    if (given('simplify') === 'true')
      throw new TopFailure(41, 'Invalid arguments:simplify', 'isv.invalid-parameter:simplify', 'not simulated');
    return method;
  }

  function checkTime(text: string): void {
    if (text === '') throw new TopFailure(30, 'Missing timestamp');
    const atMs = parseBeijingTime(text);
    if (atMs === undefined || Math.abs(atMs - context.clock.nowMs()) > TOLERANCE_MS) {
      throw new TopFailure(31, 'Invalid timestamp');
    }
  }

  function checkSignature(parameters: TopParameters): void {
    const sign = parameters.get('sign') ?? '';
    if (sign === '') throw new TopFailure(24, 'Missing signature');
    const expected = expectedTopSignature(parameters, options.secret());
    const isRetired =
      context.faults.standing('signature-rotation') !== undefined && parameters.get('sign_method') !== 'hmac-sha256';
    if (expected === undefined || isRetired || !sameText(sign, expected)) throw new TopFailure(25, 'Invalid signature');
  }

  function checkSession(parameters: TopParameters, method: TopMethod): void {
    const session = parameters.get('session') ?? '';
    if (session === '' && !method.needsSession) return;
    if (session === '') throw new TopFailure(26, 'Missing session');
    if (!sameText(session, options.session()))
      throw new TopFailure(27, 'Invalid session', 'invalid-sessionkey', 'SessionKey非法');
  }

  function run(parameters: TopParameters): TopObject {
    const method = checkCommon(parameters);
    checkSignature(parameters);
    checkSession(parameters, method);
    options.meter(method.name);
    return { [responseKey(method.name)]: { ...method.run(parameters, context), request_id: nextRequestId() } };
  }

  const nextRequestId = (): string => `sim${(requests += 1).toString(36).padStart(9, '0')}`;

  const failureBody = (failure: TopFailure): TopObject => ({
    error_response: {
      code: failure.code,
      msg: failure.message,
      sub_code: failure.subCode,
      sub_msg: failure.subMessage,
      request_id: nextRequestId(),
    },
  });

  function write(body: TopObject, format: string | undefined): SimulatorAnswer {
    // Errors included, the HTTP status stays 200.
    return format === 'json'
      ? { status: 200, headers: { 'content-type': 'text/javascript;charset=UTF-8' }, body: writeTopJson(body) }
      : { status: 200, headers: { 'content-type': 'text/xml;charset=UTF-8' }, body: writeTopXml(body) };
  }

  return {
    operationOf: (request) => parametersOf(request).get('method') ?? 'unknown',
    handle(request) {
      if (request.path !== '/router/rest' || request.httpMethod !== 'POST') {
        return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not Found' };
      }
      const parameters = parametersOf(request);
      try {
        return write(run(parameters), parameters.get('format'));
      } catch (error) {
        if (error instanceof TopFailure) return write(failureBody(error), parameters.get('format'));
        throw error;
      }
    },
    vendorFault: (kind, rule) =>
      write(failureBody(kind === 'throttle' ? throttled(rule) : platformError(rule)), 'json'),
  };
}

function throttled(rule: FaultRule): TopFailure {
  const failure = apiBanned(rule.retryAfterS ?? 1);
  if (rule.subCode === undefined) return failure;
  return new TopFailure(7, failure.message, rule.subCode, rule.message ?? failure.subMessage);
}

function platformError(rule: FaultRule): TopFailure {
  if (rule.code === undefined && rule.subCode === undefined) return ispFailure('system-busy', '系统繁忙');
  return new TopFailure(Number(rule.code ?? 15), rule.message ?? 'Remote service error', rule.subCode, rule.message);
}
