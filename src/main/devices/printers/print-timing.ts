/** All waiting of a print job, in milliseconds. */
export interface PrintTiming {
  /** Between two questions for the state; a label of 180 mm keeps a printer busy for more than a second. */
  readonly statusPollMs: number;
  /** The same when the end of the label is due, as it came there for the label before it: the next one loses no time. */
  readonly statusPollAtEndMs: number;
  readonly replyTimeoutMs: number;
  /** How long to wait for a printer that is busy with something else before the first byte. */
  readonly readyTimeoutMs: number;
  /** After the last byte: within this time the printer must be seen at work. */
  readonly busyTimeoutMs: number;
  /** Longest time at work without an end. */
  readonly finishTimeoutMs: number;
  /** Longest silence after the last byte before the outcome counts as unknown. */
  readonly silenceTimeoutMs: number;
  /** How long a printer that tells nothing gets to take the rest and to close. */
  readonly closeGraceMs: number;
}

export const DEFAULT_PRINT_TIMING: PrintTiming = {
  statusPollMs: 150,
  statusPollAtEndMs: 10,
  replyTimeoutMs: 1_000,
  readyTimeoutMs: 20_000,
  busyTimeoutMs: 8_000,
  finishTimeoutMs: 60_000,
  silenceTimeoutMs: 10_000,
  closeGraceMs: 2_000,
};
