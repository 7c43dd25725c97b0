import { z } from 'zod';
import type { HsPathStep } from '#shared/contract/customs-hs.ts';

/** resources/customs/hs/hs-<edition>.json: sections are `number|text`, codes `digits|section|text`. */
export const HsData = z.object({ edition: z.string(), sections: z.array(z.string()), codes: z.array(z.string()) });
export type HsData = z.infer<typeof HsData>;

/** One edition of the Harmonized System to be looked up. */
export interface HsBook {
  readonly edition: string;
  /** Headings and subheadings with their texts, in ascending order. */
  readonly entries: readonly { readonly code: string; readonly text: string }[];
  text(code: string): string | null;
  /** From the section down to the code; for national codes down to their six digits. Empty for codes that do not exist. */
  path(code: string): HsPathStep[];
}

const LEVELS = [
  ['chapter', 2],
  ['heading', 4],
  ['subheading', 6],
] as const;

/** Makes an edition ready to be looked up, once: it holds thousands of texts. */
export function createHsBook(data: HsData): HsBook {
  const sections = new Map(
    data.sections.map((line) => split(line, 2)).map(([number = '', text = '']) => [number, text]),
  );
  const texts = new Map<string, { text: string; section: string }>();
  for (const [code = '', section = '', text = ''] of data.codes.map((line) => split(line, 3)))
    texts.set(code, { text, section });
  return {
    edition: data.edition,
    entries: [...texts].filter(([code]) => code.length >= 4).map(([code, { text }]) => ({ code, text })),
    text: (code) => texts.get(code)?.text ?? null,
    path(code) {
      const top = texts.get(code.slice(0, 2));
      if (!top || !texts.has(code.slice(0, 6))) return [];
      const section: HsPathStep = { level: 'section', code: top.section, text: sections.get(top.section) ?? '' };
      const steps = LEVELS.filter(([, digits]) => code.length >= digits).map(([level, digits]): HsPathStep => {
        const own = code.slice(0, digits);
        return { level, code: own, text: texts.get(own)?.text ?? '' };
      });
      return [section, ...steps];
    },
  };
}

/** The last part may hold the sign itself. */
function split(line: string, parts: number): string[] {
  const all = line.split('|');
  return [...all.slice(0, parts - 1), all.slice(parts - 1).join('|')];
}
