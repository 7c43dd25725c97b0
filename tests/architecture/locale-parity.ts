import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

type Texts = { readonly [key: string]: string | Texts };

const LANGUAGES = ['en', 'zh-CN'] as const;

/** Plural forms differ between languages by nature: `item_one` + `item_other` in English is `item_other` in Chinese. */
const PLURAL_FORM = /_(zero|one|two|few|many|other)$/;

/** What is wrong with the texts below `localesDir`: a key, a placeholder or a text that one language has and the other lacks. */
export function findLocaleGaps(localesDir: string): readonly string[] {
  const namespaces = new Set(LANGUAGES.flatMap((language) => listNamespaces(localesDir, language)));
  return [...namespaces].toSorted().flatMap((namespace) => {
    const [first, second] = LANGUAGES.map((language) => readTexts(localesDir, language, namespace));
    if (!first || !second) return [`${namespace}: file is missing in ${first ? LANGUAGES[1] : LANGUAGES[0]}`];
    return [
      ...missingKeys(first, second, `${namespace} (${LANGUAGES[1]})`),
      ...missingKeys(second, first, `${namespace} (${LANGUAGES[0]})`),
      ...placeholderGaps(first, second, namespace),
      ...emptyTexts(first, `${namespace} (${LANGUAGES[0]})`),
      ...emptyTexts(second, `${namespace} (${LANGUAGES[1]})`),
      ...LANGUAGES.flatMap((language) => repeatedKeys(localesDir, language, namespace)),
      ...halfWidthColons(second, `${namespace} (${LANGUAGES[1]})`),
    ];
  });
}

/** Codes without a title and an advice in some language. */
export function findErrorTextGaps(localesDir: string, codes: readonly string[]): readonly string[] {
  return LANGUAGES.flatMap((language) => {
    const texts = readTexts(localesDir, language, 'errors') ?? new Map<string, string>();
    const wanted = codes.flatMap((code) => [`${code}.title`, `${code}.advice`]);
    const known = new Set(codes);
    const unknown = [...texts.keys()].filter((key) => key.startsWith('ERR_') && !known.has(key.split('.')[0] ?? ''));
    return [
      ...wanted.filter((key) => !texts.get(key)?.trim()).map((key) => `${language}: no text for ${key}`),
      ...unknown.map((key) => `${language}: text for ${key}, which the catalogue does not know`),
    ];
  });
}

function listNamespaces(localesDir: string, language: string): readonly string[] {
  return readdirSync(join(localesDir, language))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length));
}

/** Dotted key -> text; null when the file is missing. */
function readTexts(localesDir: string, language: string, namespace: string): ReadonlyMap<string, string> | null {
  if (!listNamespaces(localesDir, language).includes(namespace)) return null;
  const json = readFileSync(join(localesDir, language, `${namespace}.json`), 'utf8');
  return new Map(flatten(JSON.parse(json) as Texts, ''));
}

/** The second of two takes the place of the first, and whatever stood there alone is gone. Every key stands in a line of its own. */
function repeatedKeys(localesDir: string, language: string, namespace: string): readonly string[] {
  const lines = readFileSync(join(localesDir, language, `${namespace}.json`), 'utf8').split('\n');
  const path: string[] = [];
  const seen = new Set<string>();
  return lines.flatMap((line) => {
    const { indent, name } = /^(?<indent> +)"(?<name>.+?)":/.exec(line)?.groups ?? {};
    if (indent === undefined || name === undefined) return [];
    path.splice(indent.length / 2 - 1, Infinity, name);
    const key = path.join('.');
    const isKnown = seen.has(key);
    seen.add(key);
    return isKnown ? [`${namespace} (${language}): ${key} is written twice`] : [];
  });
}

function flatten(texts: Texts, prefix: string): readonly [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): readonly [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );
}

const baseKey = (key: string): string => key.replace(PLURAL_FORM, '');

function missingKeys(has: ReadonlyMap<string, string>, lacks: ReadonlyMap<string, string>, where: string) {
  const present = new Set([...lacks.keys()].map(baseKey));
  const missing = [...has.keys()].map(baseKey).filter((key) => !present.has(key));
  return [...new Set(missing)].map((key) => `${where}: no text for ${key}`);
}

const placeholders = (text: string): string =>
  [...new Set(text.match(/\{\{[^}]+\}\}|<\/?[\w]+>|\$t\([^)]+\)/g) ?? [])].toSorted().join(' ');

function placeholderGaps(first: ReadonlyMap<string, string>, second: ReadonlyMap<string, string>, namespace: string) {
  return [...first].flatMap(([key, text]) => {
    const other = second.get(key);
    if (other === undefined || placeholders(text) === placeholders(other)) return [];
    return [
      `${namespace}: ${key} has "${placeholders(text)}" in one language and "${placeholders(other)}" in the other`,
    ];
  });
}

function emptyTexts(texts: ReadonlyMap<string, string>, where: string): readonly string[] {
  return [...texts].filter(([, text]) => text.trim() === '').map(([key]) => `${where}: ${key} is empty`);
}

/** After a Chinese word, or before a space; addresses, times and codes have neither. */
const HALF_WIDTH_COLON = /: |[\p{Script=Han}）”》}]:/u;

function halfWidthColons(texts: ReadonlyMap<string, string>, where: string): readonly string[] {
  return [...texts]
    .filter(([, text]) => HALF_WIDTH_COLON.test(text))
    .map(([key]) => `${where}: ${key} has a half-width colon`);
}
