import type { StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { z } from 'zod';

/** Numbers of 18 to 20 digits: a string after the digit-safe parser, or a short number in tests and old orders. */
export const Id = z.union([z.string(), z.number()]).transform(String);

/** The same where it may be absent; platforms write 0 for "none". */
export const OptionalId = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((id) => (id === null || id === undefined || id === 0 || id === '0' ? '' : String(id)));

/** Statuses come as numbers or as their digits. */
export const Code = z.union([z.int(), z.string()]).transform(String);

export const Text = z
  .string()
  .nullish()
  .transform((text) => text ?? '');

/** Units of a line are never guessed: an absent or empty number is no zero. */
export const Units = z.int().positive().max(999_999_999);

/** Amounts in major units: decimal text, and plain numbers in some places; empty where there is none. */
export const Amount = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((amount) => String(amount ?? ''));

export const Count = z.int().nonnegative();

/** Minor units as whole numbers; absent means that nothing of the kind was charged. */
export const Fen = z.int().nonnegative();
export const OptionalFen = Fen.nullish().transform((fen) => fen ?? 0);

/** Unix time in seconds -> UTC ms. */
export const SecondsMs = z
  .int()
  .min(1)
  .max(99_999_999_999)
  .transform((seconds) => seconds * 1000);
/** The same where 0 or nothing means "not yet". */
export const OptionalSecondsMs = z
  .int()
  .min(0)
  .max(99_999_999_999)
  .nullish()
  .transform((seconds) => (seconds ? seconds * 1000 : null));

export const httpUrl = z.url({ protocol: /^https?$/ });

/** What a platform's word means on our axes, and whether it holds the order. */
export type StatusResult = Pick<StatusMapRow, 'payment' | 'fulfilment' | 'afterSales' | 'hold'>;

/** One line of a channel's status map. */
export const statusRow = (
  axis: StatusMapRow['axis'],
  vendorStatus: string,
  result: Partial<StatusResult>,
): StatusMapRow => ({
  axis,
  vendorStatus,
  payment: null,
  fulfilment: null,
  afterSales: null,
  hold: null,
  ...result,
});
