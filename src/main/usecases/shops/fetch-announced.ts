import type { WriteTx } from '#main/db/handles.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { Act } from '#main/usecases/actor.ts';
import { turnsOf } from '#main/db/write-turns.ts';
import { isStored, wasPolledSince } from '#main/usecases/shops/announced-orders.ts';
import type { ConnectedShop, OpenShop } from '#main/usecases/shops/connected-shop.ts';
import { fetchOrders } from '#main/usecases/shops/fetch-orders.ts';
import { settleSeller, shopsForSeller } from '#main/usecases/shops/push-sellers.ts';
import { noteSightings } from '#main/usecases/shops/tracks/note-sightings.ts';
import type { Sighting } from '#main/usecases/shops/tracks/sighting.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

export interface AnnouncedOrder {
  /** The shop over whose line or address it was told. */
  readonly shop: ConnectedShop;
  readonly externalNumber: string;
  /** As the platform calls whom it is for; null where it says nothing. */
  readonly seller: string | null;
  readonly announcedAtMs: number;
  /** Which way told of it; null: no push did. */
  readonly sightingAt: ((hereAtMs: number) => Sighting) | null;
}

/** Null: it is here, or no shop of this workstation is meant. `not_visible`: the platform does not show it yet. */
export type AnnouncedOutcome = PluginFailure | 'not_visible' | null;

/**
 * Fetches an order that was announced. Where one app's pushes tell of several sellers, and nobody knows yet which shop is meant, each
 * shop of the app is asked: a platform shows an order to its own seller alone. What it answers is kept for the next push.
 */
export async function fetchAnnounced(
  context: UseCaseContext,
  act: Act,
  openShop: OpenShop,
  announced: AnnouncedOrder,
  signal: AbortSignal,
): Promise<AnnouncedOutcome> {
  const { externalNumber, seller } = announced;
  const shops = shopsForSeller(context.read, openShop, announced.shop, seller);
  // A poll may have brought it: then the answer is known before it is asked for.
  const likelyFirst = shops.toSorted(
    (one, other) =>
      Number(isStored(context.read, other.id, externalNumber)) - Number(isStored(context.read, one.id, externalNumber)),
  );
  const answers: Exclude<AnnouncedOutcome, null>[] = [];
  for (const shop of likelyFirst) {
    const answer = await fetchAt(context, act, shop, announced, signal);
    if (answer === null) return null;
    answers.push(answer);
  }
  const failures = answers.filter((answer) => answer !== 'not_visible');
  const unanswered = failures.find(({ kind }) => kind !== 'refused');
  if (unanswered) return unanswered;
  return answers.includes('not_visible') ? 'not_visible' : (failures[0] ?? null);
}

async function fetchAt(
  context: UseCaseContext,
  act: Act,
  shop: ConnectedShop,
  announced: AnnouncedOrder,
  signal: AbortSignal,
): Promise<AnnouncedOutcome> {
  const { externalNumber, announcedAtMs, sightingAt } = announced;
  const note = (tx: WriteTx): void => {
    if (!isStored(tx, shop.id, externalNumber)) return;
    const nowMs = context.clock.nowMs();
    if (sightingAt) noteSightings(tx, shop.id, 'push', [externalNumber], sightingAt(nowMs));
    settleSeller(tx, announced, shop, nowMs);
  };
  if (wasPolledSince(context.read, shop.id, externalNumber, announcedAtMs)) {
    await turnsOf(context.db).run(() => context.db.transaction(note));
    return null;
  }
  const [fetched] = await fetchOrders(context, act, shop, [externalNumber], signal, note);
  if (fetched?.failure) return fetched.failure;
  return fetched?.outcome === 'unknown' && !isStored(context.read, shop.id, externalNumber) ? 'not_visible' : null;
}
