/** When calling again may help: never; safely at once; after reloading the data; only after an operator acted. */
export type RetryAdvice = 'never' | 'safe' | 'after-reload' | 'operator';

export interface ErrorDefinition {
  /** HTTP status on the API. */
  readonly status: number;
  readonly level: 'info' | 'warn' | 'error';
  readonly retry: RetryAdvice;
}

/** Keeps the literal codes of a catalogue area while checking each row's shape. */
export function defineErrors<const T extends Record<`ERR_${string}`, ErrorDefinition>>(errors: T): T {
  return errors;
}
