import { expect, it } from 'vitest';
import { checkGoods } from '#core/customs/check-goods.ts';
import { CODE_CHECKS } from '#core/customs/checks/code-checks.ts';
import { alpha3Of, isCountry } from '#core/customs/iso-countries.ts';
import { sampleDeclaration, sampleLine } from '#tests/support/customs/sample-declaration.ts';
import { sampleWorld } from '#tests/support/customs/sample-world.ts';

const isRightOnPapers = (origin: string) =>
  CODE_CHECKS['origin-iso'].find({
    declaration: sampleDeclaration({ lines: [sampleLine({ origin })] }),
    world: sampleWorld(),
    words: { vague: [], prohibited: [] },
    limit: () => 0,
  }).length === 0;

it('what may be entered as origin is what may stand on papers: 249 countries and Kosovo', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  expect(codes.filter(isCountry)).toHaveLength(250);
  for (const code of codes) {
    expect(checkGoods({ origin: code }) === null, code).toBe(isCountry(code));
    expect(isRightOnPapers(code), code).toBe(isCountry(code));
  }
  expect(['XK', 'AX', 'IM', 'CN'].every(isCountry)).toBe(true);
  expect(['XI', 'IC', 'EA', 'EU', 'UK', 'ZZ'].some(isCountry)).toBe(false);
});

it('no three letters are made up for a country that has none', () => {
  expect([alpha3Of('CN'), alpha3Of('DE'), alpha3Of('XK'), alpha3Of('ZZ')]).toEqual([
    'CHN',
    'DEU',
    undefined,
    undefined,
  ]);
});
