import { readPack } from '#core/customs/read-pack.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { builtInPack } from '#main/usecases/customs/rules/built-in-pack.ts';
import type { CustomsRulePack } from '#shared/model/customs-rules.ts';

export interface PackRow {
  readonly version: number;
  readonly payload: string;
  readonly signature: string;
  readonly key_fingerprint: string;
  readonly installed_at_ms: number;
  readonly installed_by: string;
  readonly undone_at_ms: number | null;
  readonly undone_by: string | null;
}

/** Parsing takes longer than all checks of a parcel; a payload never changes under its signature. */
const parsed = new Map<string, CustomsRulePack | null>();

/** Newest first, the undone ones too. */
export function listPackRows(db: ReadDb): PackRow[] {
  return db.prepare<[], PackRow>('SELECT * FROM customs_rule_packs ORDER BY version DESC').all();
}

/** The newest pack that was not undone and that this version of the product understands; the built-in one where that is newer. */
export function packInForce(db: ReadDb): { readonly pack: CustomsRulePack; readonly row: PackRow | null } {
  const builtIn = builtInPack();
  for (const row of listPackRows(db)) {
    if (row.undone_at_ms !== null || row.version <= builtIn.version) continue;
    const pack = packOf(row);
    if (pack !== null) return { pack, row };
  }
  return { pack: builtIn, row: null };
}

/** Null where a newer product installed what this one cannot carry out. */
export function packOf(row: PackRow): CustomsRulePack | null {
  const known = parsed.get(row.signature);
  if (known !== undefined) return known;
  const read = readPack(JSON.parse(row.payload));
  if (parsed.size > 8) parsed.clear();
  const pack = read.ok ? read.pack : null;
  parsed.set(row.signature, pack);
  return pack;
}
