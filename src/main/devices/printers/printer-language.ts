import type { Bitmap } from '#main/documents/labels/bitmap.ts';

/** A printer language wraps one finished bitmap; text and barcodes are never left to printer fonts (devices.md, hard rule 1). */
export interface PrinterLanguage {
  readonly id: string;
  readonly label: string;
  /** One complete job: set-up, bitmap, print. Pure. */
  encode(bitmap: Bitmap, job: LabelJobSettings): Uint8Array;
  /** How to ask for the state, or null when the language has no such question. */
  readonly status: PrinterStatusProtocol | null;
  /** Proof that this language can give at best (devices.md section 7). */
  readonly proof: 'acknowledged' | 'inferred' | 'none';
}

export interface LabelJobSettings {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly dotsPerMm: number;
  readonly gapMm: number;
  readonly copies: number;
  /** Vendor scale of the language, null = leave the printer's own setting. */
  readonly darkness: number | null;
  readonly speed: number | null;
  readonly rotate180: boolean;
}

export interface PrinterStatusProtocol {
  readonly request: Uint8Array;
  /** Reads the newest complete reply out of everything received since the request; null while incomplete. Tolerates stray bytes. */
  parse(received: Uint8Array): PrinterStatus | null;
}

export interface PrinterStatus {
  readonly state: 'ready' | 'printing' | 'blocked';
  readonly reasons: readonly PrinterBlockReason[];
  readonly rawHex: string;
}

export type PrinterBlockReason =
  | 'paper_out'
  | 'cover_open'
  | 'jammed'
  | 'ribbon_out'
  | 'paused'
  | 'head_hot'
  | 'cutter_jam'
  | 'other';
