/** Exit code of a backend that asks for a successor: a restore, say, is carried out at the next start. */
export const RESTART_EXIT_CODE = 75;

/** Exit code of a backend that cannot start before a person acts: a newer database, a taken port. */
export const REFUSED_EXIT_CODE = 78;

/** Exit code of a backend that found no room on the disk where another one had run: it starts as soon as there is some. */
export const NO_ROOM_EXIT_CODE = 74;

/** So often it is looked whether somebody made room. */
export const NO_ROOM_PAUSE_MS = 10_000;

/** A backend that does not stop in good order within this is ended, a long backup say; the database survives that. */
export const STOP_PATIENCE_MS = 10_000;

const FIRST_MS = 100;
const LONGEST_MS = 10_000;

/** Pause before a backend that died is started anew: short after the first death in a row, then doubling up to ten seconds. */
export function restartDelay(deathsInARow: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, deathsInARow - 1));
}
