import type { HttpOutcome } from '#main/lib/http-client.ts';
import type { CallEffect } from '#main/lib/http-fault-meaning.ts';
import { parseJson } from '#main/lib/http-json.ts';
import type { HttpFault } from '#main/lib/http-reading.ts';
import { retryAfterMs } from '#main/lib/http-retry-after.ts';
import { mappingThread } from '#main/lib/mapping-thread.ts';
import { failureOf } from '#main/plugins/channels/call-failures.ts';
import { textAt } from '#main/plugins/channels/http-api/value-at.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { HttpErrorMeaning, HttpErrorRule, HttpTemplate } from '#shared/model/http-template/http-template.ts';

/** An answer that was wanted; `value` is its content as plain values, of XML as of JSON. */
export interface ReadAnswer {
  readonly ok: true;
  readonly value: unknown;
  readonly body: Uint8Array;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
}

export type HttpReply =
  | ReadAnswer
  | {
      readonly ok: false;
      readonly failure: PluginFailure;
      readonly isNotFound: boolean;
      /** What the other system said, where it answered. */
      readonly body: Uint8Array | null;
    };

type Judging = Pick<HttpTemplate, 'response' | 'errors' | 'errorCodePath' | 'errorTextPath'>;

const FAULTS: Readonly<Record<Exclude<HttpErrorMeaning, 'ok'>, HttpFault>> = {
  throttled: 'throttled',
  temporary: 'server_error',
  auth: 'unauthorised',
  refused: 'refused',
  not_found: 'refused',
};

/** Sorts an outcome by the template's rules first, then by HTTP's own. An empty body counts as an answer of nothing. */
export async function readAnswer(outcome: HttpOutcome, template: Judging, effect: CallEffect): Promise<HttpReply> {
  const plain = { vendorCode: null, vendorText: outcome.kind === 'answer' ? `HTTP ${outcome.status}` : outcome.detail };
  if (outcome.kind === 'not_sent') return failed(failureOf('not_sent', effect, plain), null);
  if (outcome.kind === 'no_answer')
    return failed(failureOf(outcome.truncated ? 'truncated' : 'no_answer', effect, plain), null);
  const { status, body, headers } = outcome;
  const value = body.length === 0 ? null : await contentOf(body, headers, template.response);
  const meaning = meaningOf(status, value, template.errors);
  const text = textAt(value, template.errorTextPath);
  const said = {
    vendorCode: textAt(value, template.errorCodePath),
    vendorText: text === null ? plain.vendorText : `${text.slice(0, 300)} (${plain.vendorText})`,
    retryAfterMs: retryAfterMs(headers, outcome.receivedAtMs),
  };
  if (meaning !== 'ok') return failed(failureOf(FAULTS[meaning], effect, said), body, meaning === 'not_found');
  if (value === undefined)
    return failed(
      failureOf('not_json', effect, { ...said, vendorText: `no ${template.response} in the answer` }),
      body,
    );
  return { ok: true, value, body, headers };
}

function failed(failure: PluginFailure, body: Uint8Array | null, isNotFound = false): HttpReply {
  return { ok: false, failure, isNotFound, body };
}

/** Undefined for what is not of the format. */
async function contentOf(
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
  format: HttpTemplate['response'],
): Promise<unknown> {
  if (format === 'json') return parseJson(withoutMark(body));
  const text = decodeXml(body, headers['content-type'] ?? '');
  if (text === null) return undefined;
  const outcome = await mappingThread().readXml(text);
  return outcome.ok ? outcome.value : undefined;
}

/** UTF-8 may begin with a byte order mark. */
function withoutMark(body: Uint8Array): Uint8Array {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? body.subarray(3) : body;
}

/** In the encoding that the header or the document itself names, else UTF-8; null for bytes that are not of it. */
export function decodeXml(body: Uint8Array, contentType: string): string | null {
  const head = Buffer.from(body.subarray(0, 200)).toString('latin1');
  const named =
    /charset\s*=\s*"?([\w-]+)/i.exec(contentType)?.[1] ??
    /^[^<]*<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1];
  try {
    return new TextDecoder(named ?? 'utf-8', { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

/** What the first rule that fits says, else what HTTP says. */
export function meaningOf(status: number, value: unknown, rules: readonly HttpErrorRule[]): HttpErrorMeaning {
  const rule = rules.find((each) => fitsStatus(each.httpStatus, status) && fitsField(each, value));
  if (rule) return rule.meaning;
  if (status >= 200 && status < 300) return 'ok';
  if (status === 429) return 'throttled';
  if (status === 401 || status === 403) return 'auth';
  if (status === 404 || status === 410) return 'not_found';
  return status >= 500 ? 'temporary' : 'refused';
}

function fitsStatus(wanted: string, status: number): boolean {
  if (wanted === '') return true;
  return wanted.endsWith('xx') ? String(status).startsWith(wanted.charAt(0)) : wanted === String(status);
}

function fitsField({ field, test, values, httpStatus }: HttpErrorRule, value: unknown): boolean {
  // A rule without any condition would fit all answers.
  if (field === '') return httpStatus !== '';
  const text = textAt(value, field);
  if (test === 'present') return text !== null && text !== '';
  if (test === 'absent') return text === null || text === '';
  if (text === null) return false;
  return values.includes(text) === (test === 'is');
}
