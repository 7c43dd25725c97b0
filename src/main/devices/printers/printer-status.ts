/** How a language asks for the state. */
export interface PrinterStatusProtocol {
  /** In the order in which they are asked; each waits for the answer to the one before. */
  readonly questions: readonly StatusQuestion[];
  /** The state out of the answers so far, or null when the next question is needed. Never null after the last one. */
  read(answers: readonly Uint8Array[]): PrinterStatus | null;
}

export interface StatusQuestion {
  readonly request: Uint8Array;
  /** The newest complete answer in what was received since the request; null while incomplete. Tolerates stray bytes. */
  find(received: Uint8Array): Uint8Array | null;
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

/** The usual case: one question, one answer. */
export function askOnce(
  request: Uint8Array,
  parse: (received: Uint8Array) => PrinterStatus | null,
): PrinterStatusProtocol {
  return {
    questions: [{ request, find: (received) => (parse(received) ? received : null) }],
    read: ([answer]) => (answer ? parse(answer) : null),
  };
}

/** A state out of causes: any cause blocks, whatever else the printer says of itself. */
export function statusOf(reasons: readonly PrinterBlockReason[], isPrinting: boolean, raw: Uint8Array): PrinterStatus {
  const unique = [...new Set(reasons)];
  const rawHex = Buffer.from(raw).toString('hex');
  if (unique.length > 0) return { state: 'blocked', reasons: unique, rawHex };
  return { state: isPrinting ? 'printing' : 'ready', reasons: [], rawHex };
}
