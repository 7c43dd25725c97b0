/**
 * Feeds labels past the sensor and measures their length and what lies between them; without numbers the printer finds both
 * by itself (TSC, TSPL/TSPL2 Programming Language manual, GAPDETECT and BLINEDETECT). The empty line before it ends what a
 * broken job left behind.
 */
export const TSPL_CALIBRATION = {
  gap: Buffer.from('\r\nGAPDETECT\r\n', 'latin1'),
  mark: Buffer.from('\r\nBLINEDETECT\r\n', 'latin1'),
} as const;
