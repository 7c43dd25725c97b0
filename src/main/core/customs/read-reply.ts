import { checkIdNumber } from '#core/customs/id-numbers/check-id-number.ts';
import type { IdNumberKind } from '#shared/model/customs.ts';

/** A line of pasted replies: the order that it is about, and what the buyer wrote. */
export interface ReplyLine {
  /** From 1. */
  readonly line: number;
  readonly orderNumber: string;
  readonly reply: string;
}

export type FoundNumber =
  | { readonly outcome: 'found'; readonly kind: IdNumberKind; readonly value: string }
  | { readonly outcome: 'ambiguous' | 'invalid' | 'no_number' };

/** Longer replies are chats, not numbers: a person reads them. */
export const LONGEST_REPLY = 600;

/**
 * Lines of "order number, then reply": separated by tab, comma, semicolon, or the first blank; with or without the quotes of CSV.
 * A head line without any digit is left out. Empty lines are nothing.
 */
export function splitReplies(text: string): ReplyLine[] {
  return text
    .replaceAll(/[\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF\u00AD]/g, '')
    .split(/\r\n|\r|\n/)
    .flatMap((raw, index) => {
      const line = splitLine(raw.trim());
      return line === null || (index === 0 && !/\d/.test(raw)) ? [] : [{ line: index + 1, ...line }];
    });
}

function splitLine(raw: string): { orderNumber: string; reply: string } | null {
  if (raw === '') return null;
  const quoted = /^"((?:[^"]|"")*)"\s*[\t,;]?\s*(.*)$/.exec(raw);
  const plain = /^([^\t,;\s]+)\s*[\t,;]?\s*(.*)$/.exec(raw);
  const [, first = '', rest = ''] = quoted ?? plain ?? [];
  return { orderNumber: unquote(first).trim(), reply: unquote(rest) };
}

/** Spreadsheets guard texts that look like formulas with an apostrophe. */
function unquote(cell: string): string {
  const inner = /^"((?:[^"]|"")*)"/.exec(cell)?.[1]?.replaceAll('""', '"') ?? cell;
  return inner.replace(/^'/, '');
}

/** Pieces of a number as people write it: 529.982.247-25, P 2501 2345 6742. */
const PIECE = /[\p{L}\p{N}&]+/gu;
/** More pieces than this make no number of any kind. */
const MOST_PIECES = 5;
/** What belongs to one number: blanks, dots, dashes, slashes. */
const WITHIN = /^[\s.\-/\p{Pd}]{0,3}$/u;

/**
 * The number that a buyer wrote, of the kinds that were asked for. Only a number that holds its own check counts; where two
 * different ones do, or one of them could be of two kinds, nobody guesses. A kind without a check digit counts only when
 * nothing else in the reply has its form.
 * @param known digits that are no answer: the order's number and the buyer's phone
 */
export function readReply(reply: string, kinds: readonly IdNumberKind[], known: readonly string[]): FoundNumber {
  const text = reply.normalize('NFKC');
  const found = new Map<string, { kind: IdNumberKind; value: string }>();
  let isDigits = false;
  for (const candidate of candidates(text)) {
    if (known.some((number) => number !== '' && isSameNumber(number, candidate))) continue;
    if (/\d{6}/.test(candidate.replaceAll(/\D/g, ''))) isDigits = true;
    for (const kind of kinds) {
      const { outcome, normalized } = checkIdNumber(kind, candidate);
      if (outcome === 'ok' || outcome === 'form_only') found.set(`${kind} ${normalized}`, { kind, value: normalized });
    }
  }
  const all = withoutParts([...found.values()]);
  const [only] = all;
  if (only === undefined) return { outcome: isDigits ? 'invalid' : 'no_number' };
  return all.length === 1 ? { outcome: 'found', ...only } : { outcome: 'ambiguous' };
}

function candidates(text: string): string[] {
  const pieces = [...text.matchAll(PIECE)];
  return pieces.flatMap((start, index) => {
    const whole: string[] = [];
    for (let count = 1; count <= MOST_PIECES; count += 1) {
      const end = pieces[index + count - 1];
      if (end === undefined) break;
      const before = pieces[index + count - 2];
      if (count > 1 && before && !WITHIN.test(text.slice(before.index + before[0].length, end.index))) break;
      whole.push(text.slice(start.index, end.index + end[0].length));
    }
    return whole;
  });
}

/** A part of a longer number that happens to hold a check is no second answer. */
function withoutParts(
  found: readonly { kind: IdNumberKind; value: string }[],
): { kind: IdNumberKind; value: string }[] {
  return found.filter(
    ({ kind, value }) =>
      !found.some((other) => other.kind === kind && other.value.length > value.length && other.value.includes(value)),
  );
}

/** Phones are written with and without their country code. */
function isSameNumber(known: string, candidate: string): boolean {
  const a = known.replaceAll(/\D/g, '').replace(/^0+/, '');
  const b = candidate.replaceAll(/\D/g, '').replace(/^0+/, '');
  return a.length >= 6 && b.length >= 6 && (a === b || a.endsWith(b) || b.endsWith(a));
}
