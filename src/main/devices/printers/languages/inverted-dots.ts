/** Dots of a bitmap for languages that print a 0 bit black; the padding bits of a row thereby become 1 = white. */
export function invertedDots(data: Uint8Array): Uint8Array {
  const inverted = new Uint8Array(data.length);
  // A loop: a call for each of 120,000 bytes would take as long as drawing half of the label.
  for (let at = 0; at < data.length; at += 1) inverted[at] = ~(data[at] ?? 0);
  return inverted;
}
