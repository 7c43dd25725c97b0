/**
 * Measures label length and sets the media and ribbon sensors (Zebra, ZPL II Programming Guide, `~JC`). Marks are told before;
 * without them the printer measures by what it is set to.
 */
export const ZPL_CALIBRATION = {
  gap: Buffer.from('~JC\r\n', 'latin1'),
  mark: Buffer.from('^XA^MNM^XZ\r\n~JC\r\n', 'latin1'),
} as const;
