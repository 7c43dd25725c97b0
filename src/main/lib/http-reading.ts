import type { HttpOutcome } from '#main/lib/http-client.ts';
import { parseJson } from '#main/lib/http-json.ts';
import { retryAfterMs } from '#main/lib/http-retry-after.ts';

/** What the transport itself did, before any vendor's rule is applied. */
export type HttpFault =
  | 'not_sent'
  | 'no_answer'
  | 'truncated'
  | 'throttled'
  | 'server_error'
  | 'unauthorised'
  | 'refused'
  | 'not_json';

/** An outcome as every JSON-speaking vendor call reads it. */
export type HttpReading =
  | { readonly kind: 'json'; readonly json: unknown; readonly body: Uint8Array }
  | {
      readonly kind: 'fault';
      readonly fault: HttpFault;
      readonly retryAfterMs: number | null;
      readonly detail: string;
    };

/**
 * Sorts an outcome: JSON of a 2xx answer, or what went wrong. A 429 counts as throttled;
 * 5xx are server errors, which say nothing about whether a write took place.
 */
export function readJsonOutcome(outcome: HttpOutcome): HttpReading {
  if (outcome.kind === 'not_sent') return fault('not_sent', outcome.detail);
  if (outcome.kind === 'no_answer') return fault(outcome.truncated ? 'truncated' : 'no_answer', outcome.detail);
  const { status, body } = outcome;
  const detail = `HTTP ${status}`;
  if (status >= 200 && status < 300) {
    const json = parseJson(body);
    return json === undefined ? fault('not_json', `${detail}, ${body.length} bytes`) : { kind: 'json', json, body };
  }
  const asked = retryAfterMs(outcome.headers, outcome.receivedAtMs);
  if (status === 429) return fault('throttled', detail, asked);
  if (status >= 500) return fault('server_error', detail, asked);
  return fault(status === 401 || status === 403 ? 'unauthorised' : 'refused', detail);
}

function fault(kind: HttpFault, detail: string, asked: number | null = null): HttpReading {
  return { kind: 'fault', fault: kind, retryAfterMs: asked, detail };
}
