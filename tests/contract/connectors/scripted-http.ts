import { vi } from 'vitest';
import type { HttpClient, HttpOutcome, HttpRequest } from '#main/lib/http-client.ts';

/** An HTTP client that answers from a script and keeps what was asked of it. */
export interface ScriptedHttp {
  readonly http: HttpClient;
  readonly requests: HttpRequest[];
}

export function scriptedHttp(answer: (request: HttpRequest, index: number) => HttpOutcome): ScriptedHttp {
  const requests: HttpRequest[] = [];
  const http: HttpClient = {
    async send(request) {
      requests.push(request);
      return answer(request, requests.length - 1);
    },
  };
  return { http, requests };
}

export function answered(body: string | Uint8Array, status = 200, headers: Record<string, string> = {}): HttpOutcome {
  return {
    kind: 'answer',
    status,
    headers,
    body: typeof body === 'string' ? Buffer.from(body) : body,
    receivedAtMs: 0,
  };
}

export function answeredJson(value: unknown): HttpOutcome {
  return answered(JSON.stringify(value));
}

export const noAnswer: HttpOutcome = { kind: 'no_answer', detail: 'ECONNRESET', truncated: false };
export const notSent: HttpOutcome = { kind: 'not_sent', detail: 'ECONNREFUSED' };

/** Fields of a form request. */
export function formOf(request: HttpRequest | undefined): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(String(request?.body ?? '')));
}

/** Everything that an iteration yields. */
export async function allOf<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** Runs work whose waits (backoff, bans) pass at once; tells how long they would have taken. */
export async function withoutWaiting<T>(work: () => Promise<T>): Promise<{ result: T; waitedMs: number }> {
  vi.useFakeTimers();
  try {
    const startedMs = Date.now();
    const running = work();
    await vi.runAllTimersAsync();
    return { result: await running, waitedMs: Date.now() - startedMs };
  } finally {
    vi.useRealTimers();
  }
}
