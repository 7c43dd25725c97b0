/** One scale dialect: bytes in, readings out. Decoders are stateful framers that resynchronise by themselves. */
export interface ScaleProtocol {
  readonly id: string;
  readonly label: string;
  readonly serialDefaults: {
    readonly baudRate: number;
    readonly dataBits: 7 | 8;
    readonly parity: 'none' | 'even' | 'odd';
    readonly stopBits: 1 | 2;
  };
  /** Bytes to ask for one reading; null for a scale that streams by itself. */
  readonly pollRequest: Uint8Array | null;
  readonly pollIntervalMs: number;
  createDecoder(): ScaleDecoder;
}

export interface ScaleDecoder {
  /** Feeds bytes in any portions; returns the readings completed by them, in order. Bad frames come back as faults, never silently. */
  push(bytes: Uint8Array): readonly ScaleFrame[];
  /** What a dialogue needs us to say next, once; null when it is the scale's turn. Absent: one question, one answer. */
  takeReply?(): Uint8Array | null;
}

export type ScaleFrame =
  | {
      readonly kind: 'weight';
      readonly grams: number;
      /** null: the dialect has no stability flag */ readonly stable: boolean | null;
      readonly net: boolean;
      readonly divisionG: number;
      readonly rawText: string;
    }
  | { readonly kind: 'overload' | 'underload'; readonly rawText: string }
  | { readonly kind: 'fault'; readonly detail: string; readonly rawText: string };
