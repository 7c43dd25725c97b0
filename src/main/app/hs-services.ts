import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createHsBook, HsData } from '#core/customs/hs-book.ts';
import { createHsSearch } from '#core/customs/hs-search.ts';
import type { HsSearch } from '#core/customs/hs-search.ts';
import { HsTerms } from '#core/customs/hs-vocabulary.ts';

/** Reads and indexes the Harmonized System when somebody first asks for it; most starts never need it. */
export function createHsServices(resourcesDir: string): () => Promise<HsSearch> {
  let loaded: Promise<HsSearch> | null = null;
  return () => {
    loaded ??= load(join(resourcesDir, 'customs', 'hs')).catch((error: unknown) => {
      loaded = null;
      throw error;
    });
    return loaded;
  };
}

async function load(folder: string): Promise<HsSearch> {
  const [data, terms] = await Promise.all([
    readFile(join(folder, 'hs-2022.json'), 'utf8'),
    readFile(join(folder, 'terms-zh.json'), 'utf8'),
  ]);
  const book = createHsBook(HsData.parse(JSON.parse(data)));
  return createHsSearch(book, HsTerms.parse(JSON.parse(terms)));
}
