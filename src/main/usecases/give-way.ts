/** Lets scans, pushes and windows have their turn between two slices of long work. */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

let lastTurn: Promise<void> = Promise.resolve();

/**
 * The next turn of the loop that no other piece of long work has: six shops that are read at once store one slice per turn between them,
 * and what came in meanwhile (a scan, a push) is heard before each. Work synchronously after it, and briefly.
 */
export function takeTurn(): Promise<void> {
  lastTurn = lastTurn.then(giveWay);
  return lastTurn;
}
