import type { CustomsDeclaration } from '#shared/model/customs.ts';
import type { CustomsWords } from '#shared/model/customs-rules.ts';

/** What a check needs beside the declaration. */
export interface CustomsWorld {
  /** Minor units of a currency that one special drawing right is worth, with the day of the rate; null: nobody entered one. */
  readonly sdr: { readonly currency: string; readonly minorPerSdr: number; readonly day: string } | null;
  /** Minor units of `to` for one major unit of `from`, with the day of the rate; null: not known. */
  rate(from: string, to: string): { readonly minorPerUnit: number; readonly day: string } | null;
  /** Whether HS 2022 has this heading or subheading (2, 4 or 6 digits). */
  hsExists(code: string): boolean;
}

/** Where a rule speaks, with the values for the `{{places}}` of its text. */
export interface CustomsHit {
  /** `recipient.phone`, `lines.0.hsCodes` ... */
  readonly path: string;
  readonly data?: Readonly<Record<string, string | number>>;
}

/** What a check may know of the rule that called it, beside declaration and world. */
export interface CheckInput {
  readonly declaration: CustomsDeclaration;
  readonly world: CustomsWorld;
  readonly words: CustomsWords;
  /** Number of the rule that is called so. @throws Error when the rule file forgot it: a pack without it is not accepted. */
  limit(name: string): number;
}

/** One check that data cannot say, with the names of the limits that its rule must give. Text, severity and dates are the rule's. */
export interface CustomsCheck {
  readonly limits: readonly string[];
  find(input: CheckInput): readonly CustomsHit[];
}
