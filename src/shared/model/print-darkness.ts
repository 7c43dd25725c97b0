export interface DarknessScale {
  readonly min: number;
  readonly max: number;
}

const ZPL: DarknessScale = { min: 0, max: 30 };
const TSPL: DarknessScale = { min: 0, max: 15 };
const EPL2: DarknessScale = { min: 0, max: 15 };

/** ZPL `~SD`, TSPL `DENSITY`, EPL2 `D`; jobs of the other languages cannot set it. */
const SCALES: Readonly<Record<string, DarknessScale>> = {
  zpl: ZPL,
  'zpl-compatible': ZPL,
  'zpl-no-status': ZPL,
  tspl: TSPL,
  'tspl-full-status': TSPL,
  'tspl-no-status': TSPL,
  epl2: EPL2,
};

/** The scale on which jobs of a printer language set how dark they print; null where the printer's own setting alone counts. */
export function darknessScale(languageId: string): DarknessScale | null {
  return SCALES[languageId] ?? null;
}
