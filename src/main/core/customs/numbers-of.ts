import { isFilledIn } from '#core/customs/is-filled-in.ts';
import type { CustomsDeclaration, IdNumber } from '#shared/model/customs.ts';

const PARTIES = ['sender', 'recipient', 'importer'] as const;

/** Numbers of all parties that say something, with the path of each. */
export function numbersOf(declaration: CustomsDeclaration): readonly (IdNumber & { readonly path: string })[] {
  return PARTIES.flatMap((place) =>
    (declaration[place]?.numbers ?? [])
      .filter(({ value }) => isFilledIn(value))
      .map((number) => ({ ...number, path: `${place}.numbers.${number.kind}` })),
  );
}
