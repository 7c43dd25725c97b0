import { timingSafeEqual } from 'node:crypto';
import type { FaultRule } from '../kit/fault-switchboard.ts';
import type { SimulatorAnswer } from '../kit/simulator-answer.ts';
import type { ReceivedRequest, SimulatorEndpoint } from '../kit/simulator-server.ts';
import { SfInnerFailure, SfOuterFailure, sfInnerFailure, sfOuterFailure, sfSuccess } from './sf-answers.ts';
import type { SfContext, SfService } from './sf-context.ts';
import { expectedSfDigest } from './sf-digest.ts';

export interface SfGatewayOptions {
  readonly context: SfContext;
  readonly services: readonly SfService[];
  readonly partnerID: string;
  readonly checkWord: string;
  /** SF does not publish its tolerance (unverified), so it can be set. */
  readonly timestampToleranceMs: number;
  /** Calls per service and second; the test account's documented limit is 30. */
  readonly callsPerSecond: number;
}

const REQUIRED = ['partnerID', 'requestID', 'serviceCode', 'timestamp', 'msgDigest', 'msgData'] as const;
type Field = (typeof REQUIRED)[number];
type Form = Readonly<Record<Field, string>>;

const readForm = (request: ReceivedRequest): URLSearchParams => new URLSearchParams(request.rawBody.toString('utf8'));

function checkedForm(form: URLSearchParams): Form {
  const fields = Object.fromEntries(REQUIRED.map((name) => [name, form.get(name) ?? ''])) as Record<Field, string>;
  if (REQUIRED.some((name) => fields[name] === '')) throw new SfOuterFailure('A1001');
  if (fields.requestID.length > 40 || !/^\d+$/.test(fields.timestamp)) throw new SfOuterFailure('A1001');
  return fields;
}

function sameDigest(left: string, right: string): boolean {
  const [one, other] = [Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8')];
  return one.length === other.length && timingSafeEqual(one, other);
}

function parseMsgData(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SfInnerFailure('S0001');
  }
}

/** The one URL of 丰桥: checks the envelope, finds the service, wraps its answer twice. */
export function createSfGateway(options: SfGatewayOptions): SimulatorEndpoint {
  const { context } = options;
  const services = new Map(options.services.map((service) => [service.code, service]));
  const seenRequests = new Set<string>();
  const spans = new Map<string, { second: number; calls: number }>();
  let responses = 0;

  const nextResponseId = (): string => `0001${(responses += 1).toString(16).toUpperCase().padStart(12, '0')}`;

  function meter(code: string): void {
    const second = Math.floor(context.clock.nowMs() / 1000);
    const span = spans.get(code);
    const calls = span?.second === second ? span.calls + 1 : 1;
    spans.set(code, { second, calls });
    if (calls > options.callsPerSecond) throw new SfOuterFailure('A1005');
  }

  function checkEnvelope(form: Form): SfService {
    if (form.partnerID !== options.partnerID) throw new SfOuterFailure('A1004');
    if (Math.abs(Number(form.timestamp) - context.clock.nowMs()) > options.timestampToleranceMs) {
      throw new SfOuterFailure('A1002');
    }
    const expected = expectedSfDigest(form.msgData, form.timestamp, options.checkWord);
    if (!sameDigest(form.msgDigest, expected)) throw new SfOuterFailure('A1006');
    const service = services.get(form.serviceCode);
    if (!service) throw new SfOuterFailure('A1008');
    meter(service.code);
    if (seenRequests.has(form.requestID)) throw new SfOuterFailure('A1007');
    seenRequests.add(form.requestID);
    return service;
  }

  function answer(request: ReceivedRequest): SimulatorAnswer {
    try {
      const form = checkedForm(readForm(request));
      const service = checkEnvelope(form);
      return sfSuccess(nextResponseId(), service.run(parseMsgData(form.msgData), context));
    } catch (error) {
      return failureAnswer(error);
    }
  }

  function failureAnswer(error: unknown): SimulatorAnswer {
    if (error instanceof SfInnerFailure) return sfInnerFailure(nextResponseId(), error);
    if (error instanceof SfOuterFailure) return sfOuterFailure(nextResponseId(), error);
    throw error;
  }

  return {
    operationOf: (request) => readForm(request).get('serviceCode') ?? 'unknown',
    handle: (request) =>
      request.path === '/std/service' && request.httpMethod === 'POST'
        ? answer(request)
        : { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not Found' },
    vendorFault: (kind, rule) => failureAnswer(kind === 'throttle' ? new SfOuterFailure('A1005') : chosenFailure(rule)),
  };
}

/** A code that begins with A is the platform's (outer), any other the business's (inner). */
function chosenFailure(rule: FaultRule): SfInnerFailure | SfOuterFailure {
  const code = rule.code ?? 'A1099';
  return code.startsWith('A') ? new SfOuterFailure(code, rule.message) : new SfInnerFailure(code, rule.message);
}
