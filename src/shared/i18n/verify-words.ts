import type { VerifyProblem } from '#shared/contract/system.ts';

/** Where the words of a value stand that is a code itself. */
const WORDED: ReadonlyMap<string, string> = new Map([
  ['status', 'common:status'],
  ['shouldBe', 'common:status'],
  ['reason', 'safety:verify.reason'],
]);

/** What fills the text `safety:verify.found.<code>` of a finding; `textOf` gives the words of a key, or nothing. */
export function verifyWords(
  { data }: VerifyProblem,
  textOf: (key: string) => string | undefined,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      const place = WORDED.get(name);
      return [name, (place && textOf(`${place}.${value}`)) ?? value];
    }),
  );
}
