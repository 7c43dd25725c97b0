/** One answer as the vendor means it, before any fault touches it. */
export interface SimulatorAnswer {
  readonly status: number;
  /** Added to JSON content type, date and length. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}
