/** With the commit behind it a slice stays below the 20 ms for which the backend may be busy. */
const SLICE_MS = 4;

/** Begins a slice of long work; the answer says whether there is time for one more piece. Never refuses the first. */
export function startSlice(): () => boolean {
  const endMs = performance.now() + SLICE_MS;
  let pieces = 0;
  return () => {
    pieces += 1;
    return pieces === 1 || performance.now() < endMs;
  };
}
