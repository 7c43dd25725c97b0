import type { Clock } from '#core/kernel/clock.ts';
import { forwardClock } from '#main/lib/forward-clock.ts';
import type { HttpClient, HttpOutcome, HttpRequest } from '#main/lib/http-client.ts';
import type { RateLimiter, RateRule } from '#main/lib/http-rate-limiter.ts';
import { retryAfterMs } from '#main/lib/http-retry-after.ts';

/** So many calls within so long; `*` stands for all operations together. */
export interface CallBudget {
  readonly operation: string;
  readonly calls: number;
  readonly perMs: number;
}

export interface BudgetState extends CallBudget {
  /** Calls that may start at once now, of `burst`. */
  readonly left: number;
  readonly burst: number;
}

export interface OpenCircuit {
  readonly operation: string;
  readonly failures: number;
  /** The next call is a probe. */
  readonly untilMs: number;
}

/** Guards the calls of many owners; what is counted belongs to the owner, whoever of its jobs calls. */
export interface HttpGuard {
  client(owner: string, budgets: readonly CallBudget[]): HttpClient;
  budgets(owner: string, budgets: readonly CallBudget[]): BudgetState[];
  openCircuits(owner: string): OpenCircuit[];
}

/** Failures in a row of one operation after which it rests. Connectors try a call some times by themselves. */
const FAILURES = 10;
const FIRST_REST_MS = 15_000;
const LONGEST_REST_MS = 5 * 60_000;
const DEFAULT_WAIT_MS = 30_000;

interface Circuit {
  failures: number;
  restMs: number;
  untilMs: number;
  isProbing: boolean;
}

/**
 * Keeps each owner within its documented budgets, and lets an operation rest whose server does not answer: after ten failures of
 * transport in a row nothing is sent for 15 seconds, then one probe, then twice as long, 5 minutes at most. What is not sent fails
 * as `not_sent`, so that whoever reads a window reads it again and loses nothing.
 */
export function createHttpGuard(http: HttpClient, limiter: RateLimiter, clock: Clock): HttpGuard {
  const circuits = new Map<string, Map<string, Circuit>>();
  const { nowMs } = forwardClock(clock);

  const circuitOf = (owner: string, operation: string): Circuit => {
    const ofOwner = circuits.get(owner) ?? new Map<string, Circuit>();
    circuits.set(owner, ofOwner);
    const circuit = ofOwner.get(operation) ?? { failures: 0, restMs: FIRST_REST_MS, untilMs: 0, isProbing: false };
    ofOwner.set(operation, circuit);
    return circuit;
  };

  const rests = (circuit: Circuit): boolean =>
    circuit.failures >= FAILURES && (circuit.isProbing || nowMs() < circuit.untilMs);

  const settle = (circuit: Circuit, outcome: HttpOutcome): void => {
    circuit.isProbing = false;
    if (outcome.kind === 'answer' && outcome.status < 500) {
      circuit.failures = 0;
      circuit.restMs = FIRST_REST_MS;
      return;
    }
    circuit.failures += 1;
    if (circuit.failures < FAILURES) return;
    circuit.untilMs = nowMs() + circuit.restMs;
    circuit.restMs = Math.min(LONGEST_REST_MS, circuit.restMs * 2);
  };

  const send = async (owner: string, budgets: readonly CallBudget[], request: HttpRequest): Promise<HttpOutcome> => {
    const circuit = circuitOf(owner, request.operation);
    if (rests(circuit)) return { kind: 'not_sent', detail: `${request.operation} rests after failures` };
    const rules = budgets
      .filter(({ operation }) => operation === '*' || operation === request.operation)
      .map((budget) => ruleOf(owner, budget));
    for (const rule of rules) {
      if (await limiter.acquire(rule, request.timeoutMs ?? DEFAULT_WAIT_MS, request.signal)) continue;
      return { kind: 'not_sent', detail: request.signal?.aborted ? 'aborted' : `own rate limit of ${rule.key}` };
    }
    // Others may have failed while this one waited for its turn.
    if (rests(circuit)) return { kind: 'not_sent', detail: `${request.operation} rests after failures` };
    circuit.isProbing = circuit.failures >= FAILURES;
    const outcome = await http.send(request);
    if (request.signal?.aborted) circuit.isProbing = false;
    else settle(circuit, outcome);
    const pauseMs =
      outcome.kind === 'answer' && outcome.status === 429 ? retryAfterMs(outcome.headers, outcome.receivedAtMs) : null;
    if (pauseMs !== null) for (const rule of rules) limiter.pause(rule, pauseMs);
    return outcome;
  };

  return {
    client: (owner, budgets) => ({ send: (request) => send(owner, budgets, request) }),
    budgets: (owner, budgets) =>
      budgets.map((budget) => {
        const rule = ruleOf(owner, budget);
        return { ...budget, left: limiter.left(rule), burst: rule.burst };
      }),
    openCircuits: (owner) =>
      [...(circuits.get(owner) ?? [])].flatMap(([operation, { failures, untilMs }]) =>
        failures >= FAILURES ? [{ operation, failures, untilMs }] : [],
      ),
  };
}

/** A half may go at once and the other half comes back over the time: never more than the ceiling within it. */
function ruleOf(owner: string, { operation, calls, perMs }: CallBudget): RateRule {
  const burst = Math.max(1, Math.ceil(calls / 2));
  return { key: `${owner} ${operation}`, perSecond: (Math.max(1, calls - burst) * 1000) / perMs, burst };
}
