import { hash } from 'node:crypto';
import { readPictureHead } from '#core/customs/read-picture.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { requireGoods } from '#main/usecases/customs/goods/save-goods.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { GoodsPicture, PictureKind } from '#shared/contract/customs-goods-parts.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { SkuId } from '#shared/model/ids.ts';

/** Ten thousand SKUs with two pictures each stay below what a backup can carry. */
const MAX_BYTES = 2_000_000;
const MAX_PIXELS = 8_000;
const MAX_PICTURES = 8;

const COLUMNS = 'id, kind, mime, width, height, length(bytes) AS bytes, added_by AS addedBy, added_at_ms AS addedAtMs';

/** Pictures of one SKU without their bytes, the oldest first. */
export function listPictures(db: ReadDb, skuId: SkuId): GoodsPicture[] {
  const rows = db.prepare<[string], GoodsPicture>(
    `SELECT ${COLUMNS} FROM customs_pictures WHERE sku_id = ? ORDER BY added_at_ms, id`,
  );
  return rows.all(skuId);
}

/** @throws AppError ERR_CUSTOMS_PICTURE_UNKNOWN */
export function readPicture(db: ReadDb, id: string): { picture: GoodsPicture; content: Uint8Array } {
  const row = db
    .prepare<[string], GoodsPicture & { content: Uint8Array }>(
      `SELECT ${COLUMNS}, bytes AS content FROM customs_pictures WHERE id = ?`,
    )
    .get(id);
  if (!row) throw new AppError('ERR_CUSTOMS_PICTURE_UNKNOWN', { id });
  const { content, ...picture } = row;
  return { picture, content };
}

/**
 * Keeps a PNG or JPEG.
 * @throws AppError ERR_STOCK_SKU_UNKNOWN, ERR_CUSTOMS_PICTURE_UNREADABLE, ERR_CUSTOMS_PICTURE_TOO_LARGE, ERR_CUSTOMS_PICTURE_TWICE,
 *   ERR_CUSTOMS_PICTURES_FULL
 */
export function addPicture(
  context: UseCaseContext,
  act: Act,
  input: { readonly skuId: SkuId; readonly kind: PictureKind; readonly content: Uint8Array },
): GoodsPicture {
  const { skuId, kind, content } = input;
  if (content.byteLength > MAX_BYTES)
    throw new AppError('ERR_CUSTOMS_PICTURE_TOO_LARGE', { limitKb: MAX_BYTES / 1_000, pixels: MAX_PIXELS });
  const head = readPictureHead(content);
  if (!head) throw new AppError('ERR_CUSTOMS_PICTURE_UNREADABLE');
  if (head.width > MAX_PIXELS || head.height > MAX_PIXELS)
    throw new AppError('ERR_CUSTOMS_PICTURE_TOO_LARGE', { limitKb: MAX_BYTES / 1_000, pixels: MAX_PIXELS });
  return context.db.transaction((tx) => {
    const goods = requireGoods(tx, skuId);
    const present = listPictures(tx, skuId);
    if (present.length >= MAX_PICTURES) throw new AppError('ERR_CUSTOMS_PICTURES_FULL', { most: MAX_PICTURES });
    const id = context.ids.next();
    const atMs = context.clock.nowMs();
    const added = tx
      .prepare<(string | number | Uint8Array)[]>(
        `INSERT INTO customs_pictures (id, sku_id, kind, mime, width, height, sha256, bytes, added_by, added_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (sku_id, kind, sha256) DO NOTHING`,
      )
      .run(id, skuId, kind, head.mime, head.width, head.height, hash('sha256', content), content, act.actor.name, atMs);
    if (added.changes === 0) throw new AppError('ERR_CUSTOMS_PICTURE_TWICE');
    recordAudit(tx, { atMs, act, what: 'customs_goods.add_picture', target: goods.skuCode, data: { kind } });
    tx.changed('customs-goods');
    return readPicture(tx, id).picture;
  });
}

/** @throws AppError ERR_CUSTOMS_PICTURE_UNKNOWN */
export function removePicture(context: UseCaseContext, act: Act, id: string): void {
  context.db.transaction((tx) => {
    const removed = tx
      .prepare<[string], { kind: string; sku_id: string }>('SELECT kind, sku_id FROM customs_pictures WHERE id = ?')
      .get(id);
    if (!removed) throw new AppError('ERR_CUSTOMS_PICTURE_UNKNOWN', { id });
    tx.prepare<[string]>('DELETE FROM customs_pictures WHERE id = ?').run(id);
    recordAudit(tx, {
      atMs: context.clock.nowMs(),
      act,
      what: 'customs_goods.remove_picture',
      target: requireGoods(tx, removed.sku_id).skuCode,
      data: { kind: removed.kind },
    });
    tx.changed('customs-goods');
  });
}
