/**
 * Starts AutoSense, by which the printer measures labels and gaps. Zebra's EPL guide (14245L-003, Q) tells of AutoSense; the
 * command itself is known from an independent driver. The empty line before it ends what a broken job left behind.
 */
export const EPL2_CALIBRATION = { gap: Buffer.from('\nxa\n', 'latin1') } as const;
