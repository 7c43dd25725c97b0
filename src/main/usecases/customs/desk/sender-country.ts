import type { ReadDb } from '#main/db/handles.ts';
import { profileOf } from '#main/usecases/customs/desk/read-profile.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Where a shop's parcels start; shops without a sender are taken to send from China. Empty when the stored sender cannot be read: then every parcel is looked at. */
export function senderCountry(db: ReadDb, shopId: string): string {
  try {
    return profileOf(db, shopId).exporter.country || 'CN';
  } catch (error) {
    if (error instanceof AppError) return '';
    throw error;
  }
}
