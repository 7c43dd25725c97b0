import { setTimeout as delay } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import { withChangedFields } from './changed-fields.ts';
import type { FaultKind } from '#shared/contract/demo-shops.ts';
import type { FaultRule, FaultSwitchboard } from './fault-switchboard.ts';
import type { LoggedRequest } from './request-log.ts';
import type { SimulatorAnswer } from './simulator-answer.ts';
import type { SimulatorClock } from './simulator-clock.ts';

export interface EndpointFaults {
  readonly switchboard: FaultSwitchboard;
  vendorFault(kind: 'throttle' | 'error-body', rule: FaultRule, operation: string): SimulatorAnswer;
}

interface Exchange {
  readonly faults: EndpointFaults;
  readonly clock: SimulatorClock;
  readonly response: ServerResponse;
  readonly entry: LoggedRequest;
  readonly operation: string;
  handle(): SimulatorAnswer | Promise<SimulatorAnswer>;
}

/** Faults that replace the whole answer, in the order in which they win. */
const REPLACING = ['connection-reset', 'hang', 'http-429', 'http-500', 'throttle', 'error-body'] as const;
type Replacing = (typeof REPLACING)[number];

function drawReplacing(exchange: Exchange): { kind: Replacing; rule: FaultRule } | undefined {
  for (const kind of REPLACING) {
    const rule = drawLogged(exchange, kind);
    if (rule) return { kind, rule };
  }
  return undefined;
}

function drawLogged(exchange: Exchange, kind: FaultKind): FaultRule | undefined {
  const rule = exchange.faults.switchboard.draw(kind, exchange.operation);
  if (rule) exchange.entry.faults.push(kind);
  return rule;
}

function plainFailure(kind: 'http-429' | 'http-500', rule: FaultRule): SimulatorAnswer {
  return kind === 'http-429'
    ? {
        status: 429,
        headers: { 'content-type': 'text/plain', 'retry-after': String(rule.retryAfterS ?? 1) },
        body: 'Too Many Requests',
      }
    : {
        status: 500,
        headers: { 'content-type': 'text/html' },
        body: '<html><body>Internal Server Error</body></html>',
      };
}

function replace(exchange: Exchange, kind: Replacing, rule: FaultRule): void {
  const { response, entry } = exchange;
  if (kind === 'connection-reset') {
    entry.outcome = 'reset';
    response.socket?.resetAndDestroy();
  } else if (kind === 'hang') {
    entry.outcome = 'hung';
    // No answer at all; the client's own time limit, or closing the simulator, ends it.
    if (rule.delayMs !== undefined) setTimeout(() => response.destroy(), rule.delayMs).unref();
  } else if (kind === 'http-429' || kind === 'http-500') {
    send(exchange, plainFailure(kind, rule));
  } else {
    send(exchange, exchange.faults.vendorFault(kind, rule, exchange.operation));
  }
}

function send(exchange: Exchange, answer: SimulatorAnswer, sentBody: Buffer = Buffer.from(answer.body, 'utf8')): void {
  const { response, entry } = exchange;
  entry.status = answer.status;
  entry.outcome = 'answered';
  entry.answer = answer.body;
  writeHead(exchange, answer, sentBody.length);
  response.end(sentBody);
}

function writeHead(exchange: Exchange, answer: SimulatorAnswer, contentLength: number): void {
  const { response, clock } = exchange;
  response.sendDate = false;
  response.writeHead(answer.status, {
    'content-type': 'application/json; charset=utf-8',
    date: new Date(clock.nowMs()).toUTCString(),
    ...answer.headers,
    'content-length': String(contentLength),
  });
}

/** Promises the full length, sends a part, and closes: what a broken proxy or a dying server does. */
function sendTruncated(exchange: Exchange, answer: SimulatorAnswer, rule: FaultRule): void {
  const { response, entry } = exchange;
  const body = Buffer.from(answer.body, 'utf8');
  entry.status = answer.status;
  entry.outcome = 'truncated';
  entry.answer = answer.body;
  writeHead(exchange, answer, body.length);
  const kept = Math.min(body.length - 1, Math.floor(body.length * (rule.keepShare ?? 0.5)));
  response.write(body.subarray(0, Math.max(0, kept)), () => response.socket?.destroy());
}

/** Runs one request through the faults around the vendor's own handler. */
export async function answerRequest(exchange: Exchange): Promise<void> {
  const slow = drawLogged(exchange, 'slow');
  if (slow) await delay(slow.delayMs ?? 1_000);
  const fault = drawReplacing(exchange);
  if (fault && fault.rule.phase !== 'after') return replace(exchange, fault.kind, fault.rule);

  const meant = await exchange.handle();
  if (fault) return replace(exchange, fault.kind, fault.rule);

  const changed = drawLogged(exchange, 'changed-fields');
  const answer = changed ? { ...meant, body: withChangedFields(meant.body, changed.field) } : meant;

  const truncated = drawLogged(exchange, 'truncated-body');
  if (truncated) return sendTruncated(exchange, answer, truncated);
  const garbled = drawLogged(exchange, 'invalid-json');
  if (garbled) {
    const cut = answer.body.slice(0, Math.ceil(answer.body.length * 0.8));
    return send(exchange, answer, Buffer.from(`${cut}\u0000}{`, 'utf8'));
  }
  send(exchange, answer);
}
