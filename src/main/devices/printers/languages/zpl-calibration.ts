/** Measures label length and sets the media and ribbon sensors (Zebra, ZPL II Programming Guide, `~JC`). */
export const ZPL_CALIBRATION: Uint8Array = Buffer.from('~JC\r\n', 'latin1');
