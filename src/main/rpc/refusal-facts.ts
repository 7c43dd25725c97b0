import type { ErrorData } from '#shared/errors/app-error.ts';

/** Said by this program itself, in English; everything else may be what the caller typed. */
const OWN_SENTENCES: ReadonlySet<string> = new Set(['detail', 'reason', 'expected']);

/**
 * What a log may keep of a refusal's data. A refusal repeats what was typed: a file that is called after a buyer, a name that was
 * looked for as a number. Counts, codes and ids stay.
 */
export function refusalFacts(data: ErrorData): ErrorData {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, factOf(name, value)]));
}

function factOf(name: string, value: ErrorData[string]): ErrorData[string] {
  if (typeof value !== 'string') return value;
  const plain = OWN_SENTENCES.has(name) ? /^[\x20-\x7e]*$/ : /^[\w.:/-]*$/;
  return plain.test(value) ? value : '***';
}
