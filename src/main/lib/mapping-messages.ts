/** One piece of work for the thread that reads other systems' answers. */
export type MappingWork =
  /** Evaluates `expression` once over each input. */
  | { readonly kind: 'evaluate'; readonly expression: string; readonly inputs: readonly unknown[] }
  /** Turns an XML document into the same plain values that JSON gives. */
  | { readonly kind: 'xml'; readonly text: string };

export type MappingFaultReason = 'syntax' | 'evaluation' | 'timeout' | 'memory' | 'xml' | 'doctype';

export interface MappingFault {
  readonly reason: MappingFaultReason;
  /** The library's own words, without values of the input where it can be helped. */
  readonly detail: string;
  /** Character of the expression, where it is known. */
  readonly position: number | null;
}

export type MappingOutcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: MappingFault };

export interface MappingRequest {
  readonly id: number;
  readonly work: MappingWork;
}

export interface MappingReply {
  readonly id: number;
  readonly outcomes: readonly MappingOutcome[];
}
