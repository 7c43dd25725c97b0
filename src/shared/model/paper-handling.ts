import { z } from 'zod';

/** By what a printer finds where one label ends and the next begins. */
export const PaperSensor = z.enum(['gap', 'mark', 'continuous']);
export type PaperSensor = z.infer<typeof PaperSensor>;

/** When a printer with a cutter cuts: after each label, once after all copies of a job, never. */
export const PaperCutting = z.enum(['each', 'job', 'off']);
export type PaperCutting = z.infer<typeof PaperCutting>;

const TSPL = ['tspl', 'tspl-full-status', 'tspl-no-status'];
const ZPL = ['zpl', 'zpl-compatible', 'zpl-no-status'];
/** TSPL `GAP` and `BLINE`, ZPL `^MN`, EPL2 `Q`, CPCL `GAP-SENSE` and `BAR-SENSE`. */
const SENSED: ReadonlySet<string> = new Set([...TSPL, ...ZPL, 'epl2', 'cpcl']);
/** TSPL `SET CUTTER`, ZPL `^MM`. EPL2 says it together with options that a job must not touch; ESC/POS always cuts. */
const CUT: ReadonlySet<string> = new Set([...TSPL, ...ZPL]);

/** Whether jobs of a printer language choose the sensor; the printer's own setting counts otherwise. */
export function choosesSensor(languageId: string): boolean {
  return SENSED.has(languageId);
}

/** Whether jobs of a printer language choose when to cut; the printer's own setting counts otherwise. */
export function choosesCutting(languageId: string): boolean {
  return CUT.has(languageId);
}

/** What the paper is: as somebody chose, else by the gap that was entered. */
export function sensorOf({
  sensor,
  gapMm,
}: {
  readonly sensor?: PaperSensor | undefined;
  readonly gapMm: number;
}): PaperSensor {
  return sensor ?? (gapMm > 0 ? 'gap' : 'continuous');
}
