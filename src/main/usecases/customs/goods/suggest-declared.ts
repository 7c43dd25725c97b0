import { likeness, piecesOf } from '#core/customs/likeness.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { NamedQuery } from '#main/db/queries/named-query.ts';
import type { HsDeclared } from '#shared/contract/customs-hs.ts';

const SHOWN = 5;
/** As for own goods: less alike says nothing. */
const LEAST = 40;

interface DeclaredRow {
  readonly sku_code: string;
  readonly description_en: string;
  readonly codes_json: string;
  readonly times: number;
  readonly last_day: string;
  readonly refused: number;
}

/**
 * Codes with which these goods, or goods that were described alike, were declared earlier: how often, when last, and how often customs
 * refused. The goods' own come first, then the likest, then the most declared.
 */
export function suggestDeclared(db: ReadDb, skuId: string): HsDeclared[] {
  const own = db
    .prepare<[string], { code: string; title: string; title_en: string; description_en: string | null }>(
      'SELECT k.code, k.title, k.title_en, g.description_en FROM skus k LEFT JOIN customs_goods g ON g.sku_id = k.id WHERE k.id = ?',
    )
    .get(skuId);
  if (!own) return [];
  const texts = [own.title, own.title_en, own.description_en ?? ''].filter((text) => text !== '').map(piecesOf);
  // With max() SQLite takes the other columns from the row that has it: the description as it was declared last.
  const rows = db
    .prepare<[], DeclaredRow>(
      `SELECT d.sku_code, d.description_en, d.codes_json, count(*) AS times, max(d.ship_date) AS last_day,
         (SELECT count(DISTINCT o.order_id) FROM customs_declared r JOIN customs_outcomes o ON o.order_id = r.order_id
          WHERE r.sku_code = d.sku_code AND r.codes_json = d.codes_json AND o.result = 'refused' AND o.removed_at_ms IS NULL) AS refused
       FROM customs_declared d GROUP BY d.sku_code, d.codes_json`,
    )
    .iterate();
  const found: HsDeclared[] = [];
  for (const row of rows) {
    const isSame = row.sku_code === own.code;
    const like = likestOf(texts, piecesOf(row.description_en));
    if (!isSame && like.percent < LEAST) continue;
    found.push({
      codes: JSON.parse(row.codes_json) as HsDeclared['codes'],
      skuCode: row.sku_code,
      description: row.description_en,
      isSame,
      likeness: isSame ? 100 : like.percent,
      shared: like.shared,
      times: row.times,
      lastDay: row.last_day,
      refused: row.refused,
    });
  }
  return found
    .toSorted(
      (one, other) =>
        Number(other.isSame) - Number(one.isSame) || other.likeness - one.likeness || other.times - one.times,
    )
    .slice(0, SHOWN);
}

function likestOf(texts: readonly ReadonlySet<string>[], declared: ReadonlySet<string>): ReturnType<typeof likeness> {
  return texts
    .map((text) => likeness(text, declared))
    .reduce((best, like) => (like.percent > best.percent ? like : best), { percent: 0, shared: [] });
}

/** {@link suggestDeclared} for a reader: all that was ever declared is looked through. */
export const suggestDeclaredQuery: NamedQuery<string, HsDeclared[]> = {
  name: 'suggest-declared',
  isLong: true,
  run: suggestDeclared,
};
