import { joinAddress } from '#main/plugins/channels/http-api/addresses.ts';
import type { HttpTemplateRequest } from '#shared/model/http-template/http-request.ts';

/** What the places of a request are filled with. Lists are for bodies that repeat a part per line. */
export interface Filling {
  readonly values: Readonly<Record<string, string | number>>;
  readonly lists?: Readonly<Record<string, readonly Readonly<Record<string, string | number>>[]>>;
}

/** A request before it is signed. */
export interface FilledRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Parameters of a form body, for signatures over parameters. */
  readonly form: readonly (readonly [string, string])[];
}

const PLACE = /\{([a-z][A-Za-z]*(?:\.[a-zA-Z]+)*)\}/g;
/** Marks a member of a JSON body's list as repeated: `[{"$each":"shipment.lines","id":"{line.id}"}]`. */
const EACH = '$each';

/** Names of the places that a text asks for. */
export function placesIn(text: string): readonly string[] {
  return [...text.matchAll(PLACE)].map((match) => match[1] ?? '');
}

/** Fills a template's request. Unknown places stay empty. */
export function fillRequest(baseUrl: string, request: HttpTemplateRequest, filling: Filling): FilledRequest {
  const url = joinAddress(baseUrl, fill(request.path, filling, encodeURIComponent));
  for (const { name, value } of request.query) {
    const text = fill(value, filling);
    if (text !== '' || placesIn(value).length === 0) url.searchParams.append(name, text);
  }
  const headers = Object.fromEntries(
    request.headers.map(({ name, value }) => [name.toLowerCase(), oneLine(fill(value, filling))]),
  );
  const { type, body, form } = bodyOf(request, filling);
  const content = body === null || 'content-type' in headers ? {} : { 'content-type': type };
  return { method: request.method, url, headers: { ...content, ...headers }, body, form };
}

function bodyOf(
  request: HttpTemplateRequest,
  filling: Filling,
): { type: string; body: string | null; form: FilledRequest['form'] } {
  const nothing = { type: '', body: null, form: [] };
  if (request.bodyKind === 'none' || request.method === 'GET') return nothing;
  if (request.bodyKind === 'json')
    return { type: 'application/json', body: JSON.stringify(fillJson(parseBody(request.body), filling)), form: [] };
  if (request.bodyKind === 'xml')
    return { type: 'application/xml; charset=utf-8', body: fillXml(request.body, filling), form: [] };
  const form = formPairs(request.body).flatMap(([name, value]): [string, string][] => {
    const text = fill(value, filling);
    return text === '' && placesIn(value).length > 0 ? [] : [[name, text]];
  });
  return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(form).toString(), form };
}

/** One pair per line: `name=value`. */
function formPairs(text: string): [string, string][] {
  return text.split('\n').flatMap((line): [string, string][] => {
    const at = line.indexOf('=');
    return at > 0 ? [[line.slice(0, at).trim(), line.slice(at + 1).trim()]] : [];
  });
}

function parseBody(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return {};
  }
}

/** Texts that are one place keep its kind: a number stays a number. */
function fillJson(value: unknown, filling: Filling): unknown {
  if (typeof value === 'string') {
    const whole = /^\{([a-zA-Z.]+)\}$/.exec(value)?.[1];
    if (whole !== undefined) return filling.values[whole] ?? '';
    return fill(value, filling);
  }
  if (Array.isArray(value)) return value.flatMap((item) => repeated(item, filling));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, fillJson(member, filling)]));
}

function repeated(item: unknown, filling: Filling): readonly unknown[] {
  if (typeof item !== 'object' || item === null || !(EACH in item)) return [fillJson(item, filling)];
  const { [EACH]: list, ...rest } = item as Record<string, unknown>;
  return (filling.lists?.[String(list)] ?? []).map((values) => fillJson(rest, withValues(filling, values)));
}

/** `{#shipment.lines}…{/shipment.lines}` repeats what stands between. */
function fillXml(text: string, filling: Filling): string {
  const spread = text.replaceAll(/\{#([a-zA-Z.]+)\}([\s\S]*?)\{\/\1\}/g, (_all, list: string, part: string) =>
    (filling.lists?.[list] ?? []).map((values) => fill(part, withValues(filling, values), escapeXml)).join(''),
  );
  return fill(spread, filling, escapeXml);
}

function withValues(filling: Filling, values: Readonly<Record<string, string | number>>): Filling {
  return { ...filling, values: { ...filling.values, ...values } };
}

function fill(text: string, { values }: Filling, write: (value: string) => string = (value) => value): string {
  return text.replaceAll(PLACE, (_all, name: string) => write(String(values[name] ?? '')));
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

/** A value never starts a header of its own. */
function oneLine(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ');
}
