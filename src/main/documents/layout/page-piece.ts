import type { Symbology } from '#shared/model/label-layout.ts';

/** In dots of the page. */
interface Area {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** One thing on a page, before it became dots: what a printer with fonts of its own needs to say the same. */
export type PagePiece =
  /** `x` and `w` are its box, `y` and `h` the lines that it was set in. */
  | ({
      readonly kind: 'text';
      readonly text: string;
      readonly align: 'left' | 'center' | 'right';
      readonly sizeDots: number;
      readonly weight: 400 | 500 | 700;
    } & Area)
  | ({ readonly kind: 'rule' } & Area)
  /** Without its quiet zones. */
  | ({
      readonly kind: 'barcode';
      readonly symbology: Symbology;
      readonly text: string;
      readonly moduleDots: number;
      readonly ecLevel: 'L' | 'M' | 'Q' | 'H';
    } & Area)
  /** Anything else: it exists as dots only. */
  | ({ readonly kind: 'picture' } & Area);
