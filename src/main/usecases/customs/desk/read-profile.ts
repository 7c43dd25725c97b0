import type { ReadDb } from '#main/db/handles.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { CustomsProfile, EMPTY_PROFILE } from '#shared/model/customs-profile.ts';

/** Stands for every shop without a profile of its own. */
export const EVERY_SHOP = '';

export interface ProfileRow {
  readonly shop_id: string;
  readonly profile_json: string;
  readonly version: number;
  readonly saved_at_ms: number;
  readonly saved_by: string;
}

/** The sender of a shop's parcels: its own profile, else everybody's, else an empty one. @throws AppError ERR_CUSTOMS_PROFILE_UNREADABLE */
export function profileOf(db: ReadDb, shopId: string): CustomsProfile {
  const row = db
    .prepare<[string], ProfileRow>(
      "SELECT * FROM customs_profiles WHERE shop_id IN (?, '') ORDER BY shop_id DESC LIMIT 1",
    )
    .get(shopId);
  return row ? readProfileJson(row) : EMPTY_PROFILE;
}

/** @throws AppError ERR_CUSTOMS_PROFILE_UNREADABLE naming the field: this version may ask for more than the one that stored it */
export function readProfileJson(row: Pick<ProfileRow, 'shop_id' | 'profile_json'>): CustomsProfile {
  const stored = readStoredJson(CustomsProfile, row.profile_json);
  if (stored.ok) return stored.value;
  throw new AppError('ERR_CUSTOMS_PROFILE_UNREADABLE', { shopId: row.shop_id, field: stored.field });
}
