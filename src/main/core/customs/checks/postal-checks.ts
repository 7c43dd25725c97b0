import { daysBetween } from '#core/customs/days-between.ts';
import type { CustomsCheck } from '#core/customs/customs-check.ts';
import { checkIdNumber } from '#core/customs/id-numbers/check-id-number.ts';
import { isParcelNumber, isPostal, sdrValue } from '#core/customs/postal-form.ts';

const SERVICE_LETTER = { parcel_post: 'C', ems: 'E' } as const;

/** CN22 or CN23, and what the post refuses (customs.md sections 1 and 4). */
export const POSTAL_CHECKS = {
  'letter-weight': {
    limits: ['mostG'],
    find({ declaration, limit }) {
      const isTooHeavy = declaration.channel === 'letter_post' && declaration.grossWeightG > limit('mostG');
      return isTooHeavy ? [{ path: 'grossWeightG', data: { grams: declaration.grossWeightG } }] : [];
    },
  },

  /** This value and above need CN23; papers are chosen by the same limit (paper-limits.ts). */
  'cn23-from': {
    limits: ['sdr'],
    find({ declaration, world, limit }) {
      const value = declaration.channel === 'letter_post' ? sdrValue(declaration, world) : null;
      return value !== null && value.sdr >= limit('sdr')
        ? [{ path: 'value', data: { limit: limit('sdr'), sdr: value.sdr.toFixed(2), day: value.rateDay } }]
        : [];
    },
  },

  /** The value is so near the limit that an old rate could choose the wrong form. */
  'sdr-near': {
    limits: ['sdr', 'bandPercent', 'rateDays'],
    find({ declaration, world, limit }) {
      if (declaration.channel !== 'letter_post') return [];
      const value = sdrValue(declaration, world);
      if (value === null) return [];
      const isNear = Math.abs(value.sdr - limit('sdr')) <= (limit('sdr') * limit('bandPercent')) / 100;
      const ageDays = daysBetween(value.rateDay, declaration.shipDate);
      return isNear && ageDays > limit('rateDays')
        ? [{ path: 'value', data: { sdr: value.sdr.toFixed(2), day: value.rateDay } }]
        : [];
    },
  },

  'sdr-missing': {
    limits: [],
    find({ declaration, world }) {
      return declaration.channel === 'letter_post' && sdrValue(declaration, world) === null
        ? [{ path: 'rates.XDR' }]
        : [];
    },
  },

  'letter-with-parcel-number': {
    limits: [],
    find({ declaration }) {
      return declaration.channel === 'letter_post' && isParcelNumber(declaration.trackingNumber)
        ? [{ path: 'trackingNumber', data: { number: declaration.trackingNumber } }]
        : [];
    },
  },

  /** Posts of origin give parcels C numbers and EMS E numbers. */
  'item-number-service': {
    limits: [],
    find({ declaration }) {
      const { channel, trackingNumber } = declaration;
      if (channel !== 'parcel_post' && channel !== 'ems') return [];
      const isS10 = checkIdNumber('s10', trackingNumber).outcome === 'ok';
      return isS10 && !trackingNumber.trim().toUpperCase().startsWith(SERVICE_LETTER[channel])
        ? [{ path: 'trackingNumber', data: { number: trackingNumber, letter: SERVICE_LETTER[channel] } }]
        : [];
    },
  },

  'item-number-form': {
    limits: [],
    find({ declaration }) {
      const { trackingNumber } = declaration;
      return isPostal(declaration) && trackingNumber !== '' && checkIdNumber('s10', trackingNumber).outcome !== 'ok'
        ? [{ path: 'trackingNumber', data: { number: trackingNumber } }]
        : [];
    },
  },
} as const satisfies Record<string, CustomsCheck>;
