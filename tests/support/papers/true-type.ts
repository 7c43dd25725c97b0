/** How many glyphs a TrueType file has, and how far each advances in thousandths of the em; read from its own tables. */
export function readTrueType(file: Buffer): { readonly glyphs: number; advanceOf(glyph: number): number } {
  const table = (tag: string): Buffer => {
    for (let at = 12; at < 12 + file.readUInt16BE(4) * 16; at += 16)
      if (file.toString('latin1', at, at + 4) === tag) {
        const start = file.readUInt32BE(at + 8);
        return file.subarray(start, start + file.readUInt32BE(at + 12));
      }
    throw new TypeError(`no table ${tag}`);
  };
  const unitsPerEm = table('head').readUInt16BE(18);
  const metrics = table('hhea').readUInt16BE(34);
  const advances = table('hmtx');
  return {
    glyphs: table('maxp').readUInt16BE(4),
    advanceOf: (glyph) => (advances.readUInt16BE(Math.min(glyph, metrics - 1) * 4) * 1_000) / unitsPerEm,
  };
}
