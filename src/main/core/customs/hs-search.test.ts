import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createHsBook, HsData } from '#core/customs/hs-book.ts';
import { hsExists } from '#core/customs/hs-exists.ts';
import { createHsSearch } from '#core/customs/hs-search.ts';
import type { HsSearch } from '#core/customs/hs-search.ts';
import { HsTerms } from '#core/customs/hs-vocabulary.ts';

const FOLDER = join(import.meta.dirname, '..', '..', '..', '..', 'resources', 'customs', 'hs');
const read = (name: string): unknown => JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
const book = createHsBook(HsData.parse(read('hs-2022.json')));
const terms = HsTerms.parse(read('terms-zh.json'));

let search: HsSearch;
beforeAll(async () => {
  search = await createHsSearch(book, terms);
});

const codes = (text: string, limit = 5): string[] => search.find(text, limit).map(({ code }) => code);

describe('the table of the Harmonized System', () => {
  it('has the counts that its notice names, without the placeholders', () => {
    expect(book.entries.filter(({ code }) => code.length === 4)).toHaveLength(1228);
    expect(book.entries.filter(({ code }) => code.length === 6)).toHaveLength(5612);
    for (const placeholder of ['99', '9999', '999999', 'TOTAL']) {
      expect(book.path(placeholder)).toEqual([]);
      expect(hsExists(placeholder)).toBe(false);
    }
  });

  it('is the same in the core as in the resources', () => {
    for (const { code } of book.entries) expect(hsExists(code), code).toBe(true);
    expect(hsExists('851831')).toBe(false);
    expect(hsExists('')).toBe(false);
    expect(hsExists('8518300')).toBe(false);
  });

  it('shows the way from the section down to the subheading, also for a national code', () => {
    expect(book.path('8518300000').map(({ level, code }) => [level, code])).toEqual([
      ['section', 'XVI'],
      ['chapter', '85'],
      ['heading', '8518'],
      ['subheading', '851830'],
    ]);
  });
});

describe('the vocabulary', () => {
  it('names only headings and subheadings that exist', () => {
    for (const { zh, hs } of terms.terms) for (const code of hs) expect(hsExists(code), `${zh[0]} ${code}`).toBe(true);
  });

  it('names each Chinese word once', () => {
    const all = [...terms.terms, ...terms.words].flatMap(({ zh }) => zh);
    expect(all.filter((word, index) => all.indexOf(word) !== index)).toEqual([]);
  });

  it('translates materials and uses by words that stand in the HS texts', () => {
    for (const { zh, words } of terms.words) expect(codes(words.join(' ')).length, zh[0]).toBeGreaterThan(0);
  });

  it('finds each of its own terms by its first code', () => {
    for (const { zh, en, hs } of terms.terms)
      for (const term of [...zh, ...en]) {
        const found = codes(term, 60);
        expect(
          found.some((code) => hs.some((prefix) => code.startsWith(prefix))),
          term,
        ).toBe(true);
      }
  });
});

describe('searching the Harmonized System', () => {
  it('finds goods by their Chinese names', () => {
    expect(codes('蓝牙耳机')[0]).toBe('851830');
    expect(codes('充电宝')[0]).toBe('850760');
    expect(codes('纯棉T恤')[0]).toBe('610910');
    expect(codes('不锈钢保温杯')[0]).toBe('961700');
    expect(codes('儿童毛绒玩具')).toContain('950300');
    expect(codes('全棉印花四件套')[0]).toBe('630221');
    expect(codes('陶瓷马克杯')[0]).toBe('691200');
    expect(codes('女士真丝围巾')[0]).toBe('621410');
  });

  it('finds goods by everyday English, although the HS says it otherwise', () => {
    expect(codes('wireless earbuds')[0]).toBe('851830');
    expect(codes('power bank 20000mAh')[0]).toBe('850760');
    expect(codes('cotton t-shirt')[0]).toBe('610910');
    expect(codes('LED string lights')[0]).toBe('940531');
  });

  it('forgives typing errors in both languages', () => {
    expect(codes('headphnes')[0]).toBe('851830');
    expect(codes('umbrela')[0]).toMatch(/^6601/);
    expect(codes('toothbursh')[0]).toBe('960321');
    expect(codes('新款蓝牙耳几')[0]).toBe('851830');
    expect(codes('yoga matt')[0]).toBe('950691');
  });

  it('puts goods that a term names before texts in which the words merely stand', () => {
    expect(codes('silicone baking mold')[0]).toBe('392410');
    expect(codes('宠物自动喂食器')[0]).toBe('392490');
    expect(codes('手机壳 硅胶')[0]).toBe('392690');
  });

  it('says why each hit was found', () => {
    expect(search.find('headphnes', 1)[0]?.reasons.map(({ how }) => how)).toContain('similar_term');
    expect(search.find('充电宝', 1)[0]?.reasons).toContainEqual({
      typed: '充电宝',
      found: '充电宝',
      how: 'term',
      part: 'vocabulary',
    });
    expect(search.find('竹 砧板', 1)[0]?.reasons).toContainEqual({
      typed: '竹',
      found: 'bamboo',
      how: 'translated',
      part: 'subheading',
    });
    for (const hit of search.find('cotton shirt men', 20)) expect(hit.reasons.length, hit.code).toBeGreaterThan(0);
  });

  it('finds codes by their digits, with dots, and national codes by their first six', () => {
    expect(codes('8518.30')).toEqual(['851830']);
    expect(codes('8518300000')).toEqual(['851830']);
    expect(codes('8518', 3)).toEqual(['8518', '851810', '851821']);
  });

  it.each(['asdfqwzx', 'zzzzzz', '!!!???', '', ' ', '\u200B', 'qqqqwwww kkkkzzzz', '魑魅魍魉', '🚀🚀🚀', 'xq'])(
    'gives nothing for the nonsense %j',
    (text) => {
      expect(codes(text)).toEqual([]);
    },
  );

  it('never offers a placeholder, whatever is typed', () => {
    const typed = fc.oneof(
      fc.string({ maxLength: 200, unit: 'grapheme' }),
      fc.constantFrom(
        '99',
        '9999',
        '999999',
        '99 99',
        '9999.99',
        'TOTAL',
        'commodities not specified according to kind',
      ),
      fc
        .array(fc.constantFrom(...book.entries.slice(0, 4000).map(({ text }) => text.split(' ')[0] ?? '')), {
          maxLength: 6,
        })
        .map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        for (const { code, path, reasons } of search.find(text, 50)) {
          expect(code).toMatch(/^\d{4}(\d\d)?$/);
          expect(code.startsWith('99')).toBe(false);
          expect(path.at(-1)?.code).toBe(code);
          expect(reasons.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('answers long and hostile texts soon', () => {
    const queries = [
      '纯棉短袖T恤女夏季新款',
      'stainless steel vacuum flask 500ml',
      'a'.repeat(5_000),
      'wireles bluetoth headfone',
    ];
    for (const text of queries) search.find(text, 20);
    const times = Array.from({ length: 100 }, (_, run) => {
      const start = performance.now();
      search.find(queries[run % queries.length] ?? '', 20);
      return performance.now() - start;
    }).toSorted((one, other) => one - other);
    console.info(`hs search: median ${times[50]?.toFixed(1)} ms, p99 ${times[98]?.toFixed(1)} ms`);
    expect(times[50]).toBeLessThan(60);
  });
});
