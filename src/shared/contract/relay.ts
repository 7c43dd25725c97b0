import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { ShopId } from '#shared/model/ids.ts';

/** The relay that takes pushes for this workstation, and the mailbox of each shop there. */

export const RelayView = z.object({
  address: z.string(),
  /** As `packbench relay list` shows it there. */
  pairing: z.string(),
  kind: z.enum(['connected', 'waiting']),
  sinceMs: z.int(),
  problem: Problem.nullable(),
  /** After so long the relay throws away what nobody fetched; null until it has said so. */
  keepMs: z.int().nullable(),
  mailboxCount: z.int(),
});
export type RelayView = z.infer<typeof RelayView>;

export const MailboxView = z.object({
  /** To be entered at the platform. */
  pushAddress: z.string(),
  /** At the relay, as it said last. */
  waiting: z.int(),
  oldestAtMs: z.int().nullable(),
  receivedCount: z.int(),
  repeatedCount: z.int(),
  turnedAwayCount: z.int(),
  lastReceivedAtMs: z.int().nullable(),
  lostCount: z.int(),
  lostFromMs: z.int().nullable(),
  lostToMs: z.int().nullable(),
  /** Here. */
  takenCount: z.int(),
  unreadableCount: z.int(),
  /** Stored and not taken in, because the shop's connector refused them. */
  refusedCount: z.int(),
  refusedProblem: Problem.nullable(),
});
export type MailboxView = z.infer<typeof MailboxView>;

export const ShopRelay = z.object({
  /** The channel sends webhooks, so that a mailbox makes sense. */
  takesWebhooks: z.boolean(),
  relay: RelayView.nullable(),
  mailbox: MailboxView.nullable(),
});
export type ShopRelay = z.infer<typeof ShopRelay>;

const OfShop = z.object({ id: ShopId });

export const relayContract = {
  status: procedure('read', 'GET', '/relay', 'The relay of this workstation').output(
    z.object({ relay: RelayView.nullable() }),
  ),
  pair: procedure('admin', 'POST', '/relay', 'Pair a relay by its address and the code that it printed')
    .input(z.object({ address: z.string().trim().min(1).max(200), code: z.string().trim().min(1).max(100) }))
    .output(z.object({ relay: RelayView.nullable() })),
  unpair: procedure('admin', 'DELETE', '/relay', 'Give the relay up, with what waits there')
    .input(z.object({}))
    .output(z.object({ relay: RelayView.nullable(), toldRelay: z.boolean() })),
  shop: procedure('read', 'GET', '/shops/{id}/relay', 'The mailbox of a shop at the relay')
    .input(OfShop)
    .output(ShopRelay),
  openMailbox: procedure('admin', 'POST', '/shops/{id}/relay', 'Give a shop an address at the relay')
    .input(OfShop)
    .output(ShopRelay),
  closeMailbox: procedure('admin', 'DELETE', '/shops/{id}/relay', 'Give the address up, with what waits there')
    .input(OfShop)
    .output(ShopRelay),
  tryRefused: procedure('operate', 'POST', '/shops/{id}/relay/refused', 'Take refused pushes in again')
    .input(OfShop)
    .output(ShopRelay),
};
