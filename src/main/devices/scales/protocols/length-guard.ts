/**
 * A lost byte inside the digits leaves a frame that still reads as a weight, but a ten times lighter one. Scales pad their
 * frames to one length, so a single frame of another length is not believed; the second in a row is.
 */
export function createLengthGuard(): (length: number) => boolean {
  let trusted: number | null = null;
  let previous: number | null = null;
  return (length) => {
    if (trusted === null || length === previous) trusted = length;
    previous = length;
    return length === trusted;
  };
}
