import type { GreyImage } from '#main/documents/layout/decode-png.ts';
import type { PagePiece } from '#main/documents/layout/page-piece.ts';
import type { Symbology } from '#shared/model/label-layout.ts';

/** A label in whole dots, ready to be drawn by anything that can fill rectangles and set a line of text. */
export interface DrawList {
  readonly widthDots: number;
  readonly heightDots: number;
  readonly commands: readonly DrawCommand[];
  readonly barcodes: readonly ExpectedBarcode[];
  /** Characters printed as 〓 because no font has them; empty for nearly every label. */
  readonly replacedCharacters: readonly string[];
  /** The same page as texts, rules and barcodes with their places. */
  readonly pieces: readonly PagePiece[];
}

export type InkColor = 'black' | 'white';
export type FontWeight = 400 | 500 | 700;
export type TextDirection = 'ltr' | 'rtl';

export interface RectCommand {
  readonly kind: 'rect';
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly color: InkColor;
}

export interface TextCommand {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
  readonly sizeDots: number;
  readonly weight: FontWeight;
  readonly color: InkColor;
  /** Base direction of the whole text, which a line alone cannot tell. */
  readonly direction: TextDirection;
  /** Clockwise degrees around the point (`x`, `baseline`). */
  readonly rotate: 0 | 90 | 180 | 270;
}

export interface ImageCommand {
  readonly kind: 'image';
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly image: GreyImage;
  readonly tone: 'threshold' | 'dither';
}

export type DrawCommand = RectCommand | TextCommand | ImageCommand;

/** What must be read back from the finished bitmap, and where: the symbol without its quiet zones. */
export interface ExpectedBarcode {
  readonly symbology: Symbology;
  /** As a decoder delivers it: GS1 element strings without brackets, with GS (1D) after fields of variable length. */
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly moduleDots: number;
  readonly quietDots: number;
}

/** Font knowledge that the resolver needs; injected, so that resolving stays pure. */
export interface TextMeasurer {
  /** Advance width of one line in dots. */
  widthOf(text: string, sizeDots: number, weight: FontWeight): number;
  /** Characters, with their marks, that no registered font has. */
  missingCharacters(text: string): readonly string[];
}
