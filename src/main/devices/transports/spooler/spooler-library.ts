/** A printer that was opened at the spooler. */
export type SpoolerHandle = object;

/** The calls of Windows' spooler that printing takes: the boundary at which tests put a spooler of their own. */
export interface SpoolerLibrary {
  /** Null for a printer that Windows does not know. */
  open(printer: string): Promise<SpoolerHandle | null>;
  /** The number of the new job; 0 when it was refused. */
  startDocument(handle: SpoolerHandle, name: string, dataType: 'RAW' | 'XPS_PASS'): Promise<number>;
  /** How many bytes were taken; 0 when none could be. */
  write(handle: SpoolerHandle, bytes: Uint8Array): Promise<number>;
  endDocument(handle: SpoolerHandle): Promise<boolean>;
  /** Throws an unfinished document away. */
  abort(handle: SpoolerHandle): Promise<void>;
  /** `JOB_STATUS_*` flags; null once the job has left the queue. */
  jobStatus(handle: SpoolerHandle, jobId: number): Promise<number | null>;
  /** `PRINTER_STATUS_*` flags. @throws when the spooler does not answer */
  printerStatus(handle: SpoolerHandle): Promise<number>;
  close(handle: SpoolerHandle): Promise<void>;
  /** Names of all printers of this PC, connected ones of other PCs included. */
  list(): Promise<string[]>;
}
