/**
 * One step of the schema. A released step is never edited: its hash is recorded in each database and compared at start.
 * Ids grow in tens so that a step can be merged late between two others.
 */
export interface Migration {
  readonly id: number;
  readonly name: string;
  /** Statements of the step; run in one transaction with foreign keys off, checked afterwards. */
  readonly sql: string;
}
