import type { TFunction } from 'i18next';

/** Why a label was printed again, in words: what a person wrote stands as it is, what an answer left has a text of its own. */
export function reprintReason(t: TFunction, reason: string): string {
  return reason === 'outcome_unknown' ? t('common:decide.wasUnknown') : reason;
}
