import type { Act } from '#main/usecases/actor.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Repairs are between persons at windows: whoever made a token could be both of them. @throws AppError ERR_PAYMENT_PERSON_ONLY */
export function requirePerson(act: Act): void {
  if (act.actor.kind !== 'operator') throw new AppError('ERR_PAYMENT_PERSON_ONLY');
}
