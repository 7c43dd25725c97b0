import { createHash } from 'node:crypto';
import type { HttpOutcome, HttpRequest } from '#main/lib/http-client.ts';
import { redactForm, redactHeaders, redactUrl } from '#main/lib/http-redaction.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** One exchange as logs and timelines may keep it: no secret, no personal data, digests instead of bodies. */
export interface HttpTrace {
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** Redacted fields of a form; null for other bodies. */
  readonly form: string | null;
  readonly requestDigest: string;
  readonly requestBytes: number;
  readonly startedAtMs: UtcMs;
  readonly durationMs: number;
  readonly outcome: HttpOutcome['kind'];
  readonly status: number | null;
  readonly detail: string | null;
  readonly answerDigest: string | null;
  readonly answerBytes: number | null;
}

export function describeExchange(
  request: HttpRequest,
  outcome: HttpOutcome,
  startedAtMs: UtcMs,
  durationMs: number,
): HttpTrace {
  const headers = request.headers ?? {};
  const body = request.body ?? '';
  const answer = outcome.kind === 'answer' ? outcome : null;
  return {
    operation: request.operation,
    method: request.method,
    url: redactUrl(request.url),
    requestHeaders: redactHeaders(headers),
    form: isForm(headers) ? redactForm(typeof body === 'string' ? body : Buffer.from(body).toString('utf8')) : null,
    requestDigest: sha256(body),
    requestBytes: Buffer.byteLength(body),
    startedAtMs,
    durationMs,
    outcome: outcome.kind,
    status: answer?.status ?? null,
    detail: outcome.kind === 'answer' ? null : outcome.detail,
    answerDigest: answer ? sha256(answer.body) : null,
    answerBytes: answer?.body.length ?? null,
  };
}

function isForm(headers: Readonly<Record<string, string>>): boolean {
  return Object.entries(headers).some(
    ([name, value]) => name.toLowerCase() === 'content-type' && value.startsWith('application/x-www-form-urlencoded'),
  );
}

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
