/**
 * Feeds labels past the gap sensor and measures their length and gap; without numbers the printer finds both by itself
 * (TSC, TSPL/TSPL2 Programming Language manual, GAPDETECT). The empty line before it ends what a broken job left behind.
 */
export const TSPL_CALIBRATION: Uint8Array = Buffer.from('\r\nGAPDETECT\r\n', 'latin1');
