import { keepSessionState, keptSessionState } from '#renderer/ui/use-session-state.ts';

const KEY = 'shops.sought';

type Part = 'card' | 'ledger';

/** The shops page that a link leads to brings this shop into sight, with its ledger open where that is the matter. */
export function seekShop(shopId: string, part: Part): void {
  keepSessionState(KEY, `${part} ${shopId}`);
}

/** What a link wants to be seen of this shop; null: nobody came by a link to it. */
export function soughtPart(shopId: string): Part | null {
  const kept = keptSessionState(KEY);
  if (kept === `ledger ${shopId}`) return 'ledger';
  return kept === `card ${shopId}` ? 'card' : null;
}

/** Once it was seen: who comes back later looks for something else. */
export function endSearchForShop(): void {
  keepSessionState(KEY, '');
}
