import { turnsOf } from '#main/db/write-turns.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Lets scans, pushes and windows have their turn between two slices of long work. */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Somebody is at a screen or scans: what comes in by itself is stored in pieces that nobody feels, for the next seconds. */
export function goShortly({ db }: Pick<UseCaseContext, 'db'>): void {
  turnsOf(db).someoneWaits();
}
