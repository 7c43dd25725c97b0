const ENCODER = new TextEncoder();

/** Bytes of a text in UTF-8. */
export function utf8Bytes(text: string): number {
  return ENCODER.encode(text).length;
}

/** Cuts at the end of a line, or between characters where a single line is too long, and marks the cut by `…`. */
export function fitText(text: string, longestBytes: number): string {
  if (utf8Bytes(text) <= longestBytes) return text;
  const room = longestBytes - utf8Bytes('\n…');
  const lines: string[] = [];
  let used = 0;
  for (const line of text.split('\n')) {
    const bytes = utf8Bytes(line) + (lines.length > 0 ? 1 : 0);
    if (used + bytes > room) break;
    lines.push(line);
    used += bytes;
  }
  if (lines.length > 0) return `${lines.join('\n')}\n…`;
  let cut = '';
  for (const character of text) {
    if (utf8Bytes(cut) + utf8Bytes(character) > room) break;
    cut += character;
  }
  return `${cut}…`;
}
