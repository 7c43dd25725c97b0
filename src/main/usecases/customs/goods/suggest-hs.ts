import { likeness, piecesOf } from '#core/customs/likeness.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { NamedQuery } from '#main/db/queries/named-query.ts';
import type { HsSuggestion } from '#shared/contract/customs-hs.ts';
import type { HsScheme } from '#shared/model/customs.ts';
import { SkuId } from '#shared/model/ids.ts';

const SHOWN = 5;
/** Less alike says nothing: "black cotton shirt" and "black leather shoe" share a word. */
const LEAST = 40;

/** Own goods with codes whose titles or descriptions are most like those of this SKU. One suggestion per six digits, the likest first. */
export function suggestHs(db: ReadDb, skuId: string): HsSuggestion[] {
  const own = db
    .prepare<[string], { title: string; title_en: string; description_en: string | null }>(
      'SELECT k.title, k.title_en, g.description_en FROM skus k LEFT JOIN customs_goods g ON g.sku_id = k.id WHERE k.id = ?',
    )
    .get(skuId);
  if (!own) return [];
  const texts = [own.title, own.title_en, own.description_en ?? ''].filter((text) => text !== '').map(piecesOf);
  const best = new Map<
    string,
    { likeness: number; shared: readonly string[]; skuId: string; code: string; title: string }
  >();
  const others = db
    .prepare<
      [string],
      { id: string; code: string; title: string; title_en: string; description_en: string; six: string }
    >(
      `SELECT k.id, k.code, k.title, k.title_en, g.description_en, (SELECT substr(h.code, 1, 6) FROM customs_hs_codes h WHERE h.sku_id = k.id LIMIT 1) AS six
       FROM customs_goods g JOIN skus k ON k.id = g.sku_id WHERE k.id <> ? AND EXISTS (SELECT 1 FROM customs_hs_codes h WHERE h.sku_id = k.id)`,
    )
    .iterate(skuId);
  for (const other of others) {
    const otherTexts = [other.title, other.title_en, other.description_en].filter((text) => text !== '').map(piecesOf);
    for (const text of texts)
      for (const otherText of otherTexts) {
        const like = likeness(text, otherText);
        if (like.percent < LEAST || like.percent <= (best.get(other.six)?.likeness ?? 0)) continue;
        best.set(other.six, {
          likeness: like.percent,
          shared: like.shared,
          skuId: other.id,
          code: other.code,
          title: other.title,
        });
      }
  }
  const codesOf = db.prepare<[string], { scheme: HsScheme; code: string }>(
    'SELECT scheme, code FROM customs_hs_codes WHERE sku_id = ? ORDER BY scheme',
  );
  return [...best.values()]
    .toSorted((one, other) => other.likeness - one.likeness || (one.code < other.code ? -1 : 1))
    .slice(0, SHOWN)
    .map((found) => ({
      codes: codesOf.all(found.skuId),
      likeness: found.likeness,
      skuId: SkuId.parse(found.skuId),
      skuCode: found.code,
      title: found.title,
      shared: [...found.shared],
    }));
}

/** {@link suggestHs} for a reader: every coded SKU is compared. */
export const suggestHsQuery: NamedQuery<string, HsSuggestion[]> = { name: 'suggest-hs', isLong: true, run: suggestHs };
