import type { CustomsDeclaration, CustomsFinding } from '#shared/model/customs.ts';

/** What a check needs beside the declaration. */
export interface CustomsWorld {
  /** Minor units of a currency that one special drawing right is worth, with the day of the rate; null: nobody entered one. */
  readonly sdr: { readonly currency: string; readonly minorPerSdr: number; readonly day: string } | null;
  /** Minor units of `to` for one major unit of `from`, with the day of the rate; null: not known. */
  rate(from: string, to: string): { readonly minorPerUnit: number; readonly day: string } | null;
  /** Whether HS 2022 has this heading or subheading (2, 4 or 6 digits). */
  hsExists(code: string): boolean;
}

/** One family of checks over a declaration; registered in a list, evaluated in its order. */
export type CustomsCheck = (declaration: CustomsDeclaration, world: CustomsWorld) => readonly CustomsFinding[];
