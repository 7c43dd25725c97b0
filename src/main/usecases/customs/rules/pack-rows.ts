import { readPack } from '#core/customs/read-pack.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { builtInPack } from '#main/usecases/customs/rules/built-in-pack.ts';
import type { CustomsRulePack } from '#shared/model/customs-rules.ts';

/** What tells an installed pack from every other one. */
export interface PackIdentity {
  readonly version: number;
  readonly signature: string;
}

export interface PackRow extends PackIdentity {
  readonly key_fingerprint: string;
  readonly installed_at_ms: number;
  readonly installed_by: string;
  readonly undone_at_ms: number | null;
  readonly undone_by: string | null;
}

/** Reading and parsing take longer than all checks of a parcel; a payload never changes under its signature. */
const parsed = new Map<string, CustomsRulePack | null>();

/** Newest first, the undone ones too; without their payloads. */
export function listPackRows(db: ReadDb): PackRow[] {
  return db
    .prepare<[], PackRow>(
      'SELECT version, signature, key_fingerprint, installed_at_ms, installed_by, undone_at_ms, undone_by FROM customs_rule_packs ORDER BY version DESC',
    )
    .all();
}

/** Asked at every check: answered by an index alone (migration 170), without walking through payloads. */
export const PACKS_IN_FORCE =
  'SELECT version, signature FROM customs_rule_packs WHERE undone_at_ms IS NULL AND version > ? ORDER BY version DESC';

/** The newest pack that was not undone and that this version of the product understands; the built-in one where that is newer. */
export function packInForce(db: ReadDb): { readonly pack: CustomsRulePack; readonly row: PackIdentity | null } {
  const builtIn = builtInPack();
  const installed = db.prepare<[number], PackIdentity>(PACKS_IN_FORCE).all(builtIn.version);
  for (const row of installed) {
    const pack = packOf(db, row);
    if (pack !== null) return { pack, row };
  }
  return { pack: builtIn, row: null };
}

/** Null where a newer product installed what this one cannot carry out. */
export function packOf(db: ReadDb, { version, signature }: PackIdentity): CustomsRulePack | null {
  const key = `${version} ${signature}`;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const payload = packPayload(db, version);
  if (payload === undefined) return null;
  const read = readPack(JSON.parse(payload));
  if (parsed.size > 8) parsed.clear();
  const pack = read.ok ? read.pack : null;
  parsed.set(key, pack);
  return pack;
}

/** A pack's text as it was signed. */
export function packPayload(db: ReadDb, version: number): string | undefined {
  return db.pluck<[number], string>('SELECT payload FROM customs_rule_packs WHERE version = ?').get(version);
}
