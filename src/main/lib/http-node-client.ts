import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { performance } from 'node:perf_hooks';
import type { Clock } from '#core/kernel/clock.ts';
import type { HttpClient, HttpOutcome, HttpRequest } from '#main/lib/http-client.ts';
import { exchange } from '#main/lib/http-exchange.ts';
import { createRateLimiter } from '#main/lib/http-rate-limiter.ts';
import type { RateRule } from '#main/lib/http-rate-limiter.ts';
import { retryAfterMs } from '#main/lib/http-retry-after.ts';
import { sleep } from '#main/lib/http-sleep.ts';
import { describeExchange } from '#main/lib/http-trace.ts';
import type { HttpTrace } from '#main/lib/http-trace.ts';

export interface NodeHttpClientOptions {
  readonly clock: Clock;
  /** Receives each exchange, redacted. Must not throw. */
  readonly trace?: (entry: HttpTrace) => void;
  /** The shared allowance that a request counts against; null for none. */
  readonly rateRule?: (request: HttpRequest) => RateRule | null;
  readonly defaultTimeoutMs?: number;
  readonly maxBodyBytes?: number;
  readonly maxConnectionsPerHost?: number;
}

export interface NodeHttpClient extends HttpClient {
  /** Ends idle and running connections; running exchanges end as `no_answer`. */
  close(): void;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const MAX_BODY_BYTES = 32 * 1024 * 1024;
const MAX_CONNECTIONS_PER_HOST = 16;

/** The product's HTTP client: keep-alive connections of node:http(s), a deadline per request, limits, redacted traces. */
export function createNodeHttpClient(options: NodeHttpClientOptions): NodeHttpClient {
  const agentOptions = { keepAlive: true, maxSockets: options.maxConnectionsPerHost ?? MAX_CONNECTIONS_PER_HOST };
  const agents = { http: new HttpAgent(agentOptions), https: new HttpsAgent(agentOptions) };
  const limiter = createRateLimiter(options.clock, sleep);
  const maxBodyBytes = options.maxBodyBytes ?? MAX_BODY_BYTES;

  const perform = async (request: HttpRequest): Promise<HttpOutcome> => {
    const timeoutMs = request.timeoutMs ?? options.defaultTimeoutMs ?? DEFAULT_TIMEOUT_MS;
    const rule = options.rateRule?.(request) ?? null;
    if (rule && !(await limiter.acquire(rule, timeoutMs, request.signal))) {
      return { kind: 'not_sent', detail: request.signal?.aborted ? 'aborted' : `own rate limit of ${rule.key}` };
    }
    const outcome = await exchange(request, { clock: options.clock, agents, timeoutMs, maxBodyBytes });
    const pauseMs = rule ? askedPauseMs(outcome) : null;
    if (rule && pauseMs !== null) limiter.pause(rule, pauseMs);
    return outcome;
  };

  return {
    async send(request) {
      if (!options.trace) return perform(request);
      const startedAtMs = options.clock.nowMs();
      const started = performance.now();
      const outcome = await perform(request);
      options.trace(describeExchange(request, outcome, startedAtMs, performance.now() - started));
      return outcome;
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

function askedPauseMs(outcome: HttpOutcome): number | null {
  if (outcome.kind !== 'answer' || (outcome.status !== 429 && outcome.status !== 503)) return null;
  return retryAfterMs(outcome.headers, outcome.receivedAtMs);
}
