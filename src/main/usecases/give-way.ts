/** Lets scans, pushes and windows have their turn between two slices of long work. */
export function giveWay(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
