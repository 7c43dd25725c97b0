/** What a scanner says it read, before the data itself: `]C1` and the like. */
export interface AimSplit {
  /** Three characters with the bracket, null when the scanner sends none. */
  readonly aimId: string | null;
  readonly symbology: Symbology | null;
  /** Whether FNC1 came first, so that the data is a GS1 element string. */
  readonly isGs1: boolean;
  readonly data: string;
}

export type Symbology =
  | 'code-128'
  | 'ean-13'
  | 'ean-8'
  | 'itf'
  | 'code-39'
  | 'data-matrix'
  | 'qr'
  | 'databar'
  | 'pdf-417'
  | 'aztec'
  | 'other';

/** Letters of ISO/IEC 15424 that the reference lists (devices.md, section 10.3). */
const SYMBOLOGIES: Readonly<Record<string, Symbology>> = {
  C: 'code-128',
  E: 'ean-13',
  I: 'itf',
  A: 'code-39',
  d: 'data-matrix',
  Q: 'qr',
  e: 'databar',
  L: 'pdf-417',
  z: 'aztec',
};

const GS1_IDS: ReadonlySet<string> = new Set([']C1', ']d2', ']Q3', ']e0']);

/** Takes the AIM identifier off a scan. Text that merely starts with a bracket is left alone. */
export function splitAimId(text: string): AimSplit {
  const aimId = /^\][A-Za-z][0-9A-Za-z]/.exec(text)?.[0];
  if (aimId === undefined) return { aimId: null, symbology: null, isGs1: false, data: text };
  const symbology = aimId === ']E4' ? 'ean-8' : (SYMBOLOGIES[aimId.charAt(1)] ?? 'other');
  return { aimId, symbology, isGs1: GS1_IDS.has(aimId), data: text.slice(3) };
}
