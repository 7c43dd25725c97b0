import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { forgetLearned, readLearned } from '#main/usecases/weighing/learned-weight-rows.ts';
import type { PackagingView } from '#shared/contract/weighing.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { ShopId } from '#shared/model/ids.ts';

interface PackagingRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly tare_g: number | null;
  readonly length_mm: number;
  readonly width_mm: number;
  readonly height_mm: number;
}

export type PackagingInput = Omit<PackagingView, 'id' | 'learned' | 'defaultOf'> & { readonly id: string | null };

/** Stands for "every shop" in the table. */
const EVERY_SHOP = '';

/** Packagings in use, by their code. */
export function listPackagings(db: ReadDb): PackagingView[] {
  const defaults = db
    .prepare<[], { shop_id: string; packaging_id: string }>('SELECT shop_id, packaging_id FROM packaging_defaults')
    .all();
  return db
    .prepare<[], PackagingRow>('SELECT * FROM packagings WHERE removed_at_ms IS NULL ORDER BY code')
    .all()
    .map((row) => ({
      id: row.id,
      code: row.code,
      name: row.name,
      tareG: row.tare_g,
      lengthMm: row.length_mm,
      widthMm: row.width_mm,
      heightMm: row.height_mm,
      learned: readLearned(db, 'packaging', row.id),
      defaultOf: defaults
        .filter((line) => line.packaging_id === row.id)
        .map((line) => (line.shop_id === EVERY_SHOP ? null : ShopId.parse(line.shop_id))),
    }));
}

/**
 * Adds a packaging, or changes the one of this id. The code of one that was taken out of use brings it back.
 * @throws AppError ERR_PACKAGING_UNKNOWN, ERR_PACKAGING_CODE_TAKEN
 */
export function savePackaging(context: UseCaseContext, act: Act, input: PackagingInput): PackagingView {
  return context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const holder = tx
      .prepare<[string], { id: string; removed_at_ms: number | null }>(
        'SELECT id, removed_at_ms FROM packagings WHERE code = ?',
      )
      .get(input.code);
    if (holder && holder.id !== input.id && (holder.removed_at_ms === null || input.id !== null))
      throw new AppError('ERR_PACKAGING_CODE_TAKEN', { code: input.code });
    if (input.id !== null) requirePackaging(tx, input.id);
    const id = input.id ?? holder?.id ?? context.ids.next();
    const before = listPackagings(tx).find((packaging) => packaging.id === id) ?? null;
    tx.prepare<(string | number | null)[]>(
      `INSERT INTO packagings (id, code, name, tare_g, length_mm, width_mm, height_mm, created_at_ms, updated_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, tare_g = excluded.tare_g, length_mm = excluded.length_mm,
         width_mm = excluded.width_mm, height_mm = excluded.height_mm, updated_at_ms = excluded.updated_at_ms, removed_at_ms = NULL`,
    ).run(id, input.code, input.name, input.tareG, input.lengthMm, input.widthMm, input.heightMm, atMs, atMs);
    recordAudit(tx, { atMs, act, what: 'packaging.save', target: input.code, data: { before, after: input } });
    tx.changed('packing');
    const saved = listPackagings(tx).find((packaging) => packaging.id === id);
    if (!saved) throw new AppError('ERR_PACKAGING_UNKNOWN', { id });
    return saved;
  });
}

/** Parcels that were packed in it keep it. @throws AppError ERR_PACKAGING_UNKNOWN */
export function removePackaging(context: UseCaseContext, act: Act, id: string): void {
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const code = requirePackaging(tx, id);
    tx.prepare<[number, string]>('UPDATE packagings SET removed_at_ms = ? WHERE id = ?').run(atMs, id);
    tx.prepare<[string]>('DELETE FROM packaging_defaults WHERE packaging_id = ?').run(id);
    forgetLearned(tx, 'packaging', id, context.clock.nowMs());
    recordAudit(tx, { atMs, act, what: 'packaging.remove', target: code });
    tx.changed('packing');
  });
}

/** @throws AppError ERR_PACKAGING_UNKNOWN, ERR_CHANNEL_SHOP_UNKNOWN */
export function setDefaultPackaging(
  context: UseCaseContext,
  act: Act,
  choice: { readonly shopId: string | null; readonly packagingId: string | null },
): void {
  context.db.transaction((tx) => {
    const { shopId, packagingId } = choice;
    const code = packagingId === null ? null : requirePackaging(tx, packagingId);
    if (shopId !== null && !tx.prepare<[string], { id: string }>('SELECT id FROM shops WHERE id = ?').get(shopId))
      throw new AppError('ERR_CHANNEL_SHOP_UNKNOWN', { shopId });
    tx.prepare<[string]>('DELETE FROM packaging_defaults WHERE shop_id = ?').run(shopId ?? EVERY_SHOP);
    if (packagingId !== null)
      tx.prepare<[string, string]>('INSERT INTO packaging_defaults (shop_id, packaging_id) VALUES (?, ?)').run(
        shopId ?? EVERY_SHOP,
        packagingId,
      );
    const data = { shopId, code };
    recordAudit(tx, { atMs: context.clock.nowMs(), act, what: 'packaging.default', target: code ?? '', data });
    tx.changed('packing');
  });
}

/** @returns its code. @throws AppError ERR_PACKAGING_UNKNOWN */
function requirePackaging(tx: WriteTx, id: string): string {
  const code = tx.pluck<[string], string>('SELECT code FROM packagings WHERE id = ? AND removed_at_ms IS NULL').get(id);
  if (code === undefined) throw new AppError('ERR_PACKAGING_UNKNOWN', { id });
  return code;
}
