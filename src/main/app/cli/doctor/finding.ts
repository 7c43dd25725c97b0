import type { TextData } from '#main/app/cli/cli-texts.ts';
import { AppError } from '#shared/errors/app-error.ts';

export type FindingState = 'ok' | 'warning' | 'failed' | 'skipped';

/** What one look found. Texts stand in doctor.json: `<name>.<state>`, and `<name>.advice` for what to do. */
export interface Finding {
  readonly name: string;
  readonly state: FindingState;
  /** Fills the placeholders of the texts. `detail` is a word of `detail` in doctor.json, a code of an error, or what the system said. */
  readonly data: TextData;
}

export const found = (name: string, state: FindingState, data: TextData = {}): Finding => ({ name, state, data });

/** A look that fails in a way that nobody foresaw is a finding too. */
export async function look(name: string, examine: () => Finding | Promise<Finding>): Promise<Finding> {
  try {
    return await examine();
  } catch (error) {
    if (error instanceof AppError) return found(name, 'failed', { ...error.data, detail: error.code });
    return found(name, 'failed', {
      detail: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error),
    });
  }
}
