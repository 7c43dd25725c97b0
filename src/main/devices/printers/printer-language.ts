import type { Bitmap } from '#main/documents/labels/bitmap.ts';
import type { PagePiece } from '#main/documents/layout/page-piece.ts';
import type { PaperCutting, PaperSensor } from '#shared/model/paper-handling.ts';
import type { ReceiptCharset } from '#shared/model/receipt-charset.ts';
import type { PrinterStatusProtocol } from '#main/devices/printers/printer-status.ts';

/**
 * A printer language wraps one finished bitmap; text and barcodes of labels are never left to printer fonts (devices.md, hard
 * rule 1). Receipts may be, where the language has a way.
 */
export interface PrinterLanguage {
  readonly id: string;
  readonly label: string;
  /** One complete job: set-up, bitmap, print. Pure. */
  encode(bitmap: Bitmap, job: LabelJobSettings): Uint8Array;
  /** One complete job of a receipt in the printer's own fonts, a picture only where they lack a character. Pure. */
  encodeReceipt?(receipt: ReceiptPage, job: ReceiptJobSettings): Uint8Array;
  /** A job holds bytes that XON/XOFF flow control would swallow, and there is no other way to say it. */
  readonly needsBinaryLine: boolean;
  /** Kind of document that a job is, for queues that convert; absent: bytes that must reach the printer unaltered. */
  readonly mediaType?: string;
  /**
   * The command by which the printer measures labels with its sensor, by what lies between them; absent where the language
   * has none, or none that a vendor document names. The printer's own button does it then.
   */
  readonly calibration?: Partial<Readonly<Record<'gap' | 'mark', Uint8Array>>>;
  /** How to ask for the state, or null when the language has no such question. */
  readonly status: PrinterStatusProtocol | null;
  /** Proof that this language can give at best (devices.md section 7). */
  readonly proof: 'acknowledged' | 'inferred' | 'none';
  readonly endOfJob: EndOfJob;
  /**
   * Whether a label that stopped in the middle is printed once more from its start after the repair. Where it is not,
   * or where nobody knows, a person looks at the paper before the job counts as printed.
   */
  readonly repeatsDamaged: boolean;
  /** Asks the printer who it is; null when the language has no such question. */
  readonly identify: PrinterInquiry | null;
}

/** How the end of a job shows. */
export type EndOfJob =
  /** The state says "at work" for this job and then "ready". */
  | { readonly kind: 'seen-at-work' }
  /** The question for the state waits in line behind the job: an answer without fault comes when the job is on paper. */
  | { readonly kind: 'answered-in-turn' }
  /** The job ends with a mark that the printer sends back once all before it is on paper. */
  | {
      readonly kind: 'echo';
      /** @param mark four characters that no earlier job of this printer has used lately */
      command(mark: string): Uint8Array;
      isIn(received: Uint8Array, mark: string): boolean;
    }
  /** Faults show, the end does not: once the printer is ready again the job counts as sent, no more. */
  | { readonly kind: 'not-told' };

/** A receipt as it was drawn, and what stands on it. */
export interface ReceiptPage {
  readonly bitmap: Bitmap;
  readonly pieces: readonly PagePiece[];
}

export interface ReceiptJobSettings {
  readonly copies: number;
  readonly charset: ReceiptCharset;
  readonly dotsPerMm: number;
  readonly opensDrawer: boolean;
}

export interface LabelJobSettings {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly dotsPerMm: number;
  /** Between two labels; with black marks the height of a mark. */
  readonly gapMm: number;
  /** Absent: the gap decides, or the printer's own setting where the language knows one. */
  readonly sensor?: PaperSensor;
  /** Absent: as the printer is set. */
  readonly cutting?: PaperCutting;
  readonly copies: number;
  /** Vendor scale of the language, null = leave the printer's own setting. */
  readonly darkness: number | null;
  readonly speed: number | null;
  readonly rotate180: boolean;
  /** The line uses XON/XOFF: bytes 11 and 13 do not pass (devices.md section 8.2). */
  readonly isTextOnly: boolean;
  /** Somebody saw a label of this printer come out right in the language's smallest form, which not every make of it knows. */
  readonly smallPictures: boolean;
}

/** A question about the printer itself, harmless to printers of other languages. */
export interface PrinterInquiry {
  readonly request: Uint8Array;
  /** Null while the answer is incomplete or is no answer to this question. */
  parse(received: Uint8Array): PrinterIdentity | null;
}

export interface PrinterIdentity {
  /** As the printer calls itself; empty when it tells its language only. */
  readonly model: string;
  readonly dotsPerMm: number | null;
}
