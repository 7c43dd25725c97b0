import type { ErrorData } from '#shared/errors/app-error.ts';

/** Said by this program itself, in English; everything else may be what the caller typed. */
const OWN_WORDS: ReadonlySet<string> = new Set([
  'cause',
  'command',
  'conflict',
  'detail',
  'expected',
  'field',
  'needed',
  'paper',
  'phase',
  'query',
  'reason',
  'right',
  'sqlite',
  'state',
  'step',
  'symbology',
]);

/** Looks like nobody's name: an id of ours, a device of Linux, or no letter at all. */
const FACT = /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\/dev\/[\w/.-]+|[^\p{L}]*)$/u;

/**
 * What a log may keep of a refusal's data. A refusal repeats what was typed: a file that is called after a buyer, a name that was
 * looked for as a number. Counts, numbers, ids of ours and our own words stay.
 */
export function refusalFacts(data: ErrorData): ErrorData {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, factOf(name, value)]));
}

function factOf(name: string, value: ErrorData[string]): ErrorData[string] {
  if (typeof value !== 'string') return value;
  const plain = OWN_WORDS.has(name) ? /^[\x20-\x7e]*$/ : FACT;
  return plain.test(value) ? value : '***';
}
