import type { MadeField } from '#core/lineage/made-fields.ts';
import type { JsonNode, MessageBody } from '#core/lineage/read-body.ts';
import { formatDecimalAmount } from '#shared/model/money.ts';

interface Leaf {
  readonly path: string;
  readonly key: string;
  readonly text: string;
}

/** Enough for an order of hundreds of lines; what comes after is not looked at. */
const MOST_LEAVES = 8_000;

export interface SourceIndex {
  /** Where the field's value stands in the message; null where it stands nowhere, or in places that are equally likely. */
  find(field: MadeField): string | null;
}

/**
 * Finds values of the unified order in the message that they came from. Readers do not say where they read: the place is known
 * where the value, in one of the ways in which platforms write money and time, stands in one place alone, or in one whose key
 * is called alike. `currency` is that of the amounts.
 */
export function indexSources(body: MessageBody, currency: string): SourceIndex {
  const byText = new Map<string, Leaf[]>();
  for (const leaf of leavesOf(body)) byText.set(leaf.text, [...(byText.get(leaf.text) ?? []), leaf]);
  return {
    find(field) {
      const leaves = writings(field, currency).flatMap((text) => byText.get(text) ?? []);
      if (leaves.length === 1) return leaves[0]?.path ?? null;
      const scored = leaves.map((leaf) => ({ path: leaf.path, score: likeness(leaf.key, field.name) }));
      const best = Math.max(0, ...scored.map(({ score }) => score));
      const alike = scored.filter(({ score }) => score === best);
      return best > 0 && alike.length === 1 ? (alike[0]?.path ?? null) : null;
    },
  };
}

function leavesOf(body: MessageBody): Leaf[] {
  if (body.kind === 'form') return body.fields.map(([name, text]) => ({ path: name, key: name, text }));
  if (body.kind !== 'json') return [];
  const leaves: Leaf[] = [];
  collect(body.value, '', '', leaves);
  return leaves;
}

function collect(node: JsonNode, path: string, key: string, leaves: Leaf[]): void {
  if (leaves.length >= MOST_LEAVES || node === null || typeof node === 'boolean') return;
  if (typeof node === 'string' || typeof node === 'number') {
    leaves.push({ path, key, text: String(node).trim() });
    return;
  }
  if (Array.isArray(node)) {
    node.forEach((each: JsonNode, index) => collect(each, `${path}[${index}]`, key, leaves));
    return;
  }
  for (const [name, each] of Object.entries(node)) collect(each, path === '' ? name : `${path}.${name}`, name, leaves);
}

const BEIJING_MS = 8 * 3_600_000;

/** The ways in which platforms write a value; empty and tiny values would be found everywhere. */
function writings({ kind, value }: MadeField, currency: string): readonly string[] {
  if (value === null || value === '') return [];
  if (kind === 'money' && typeof value === 'number') return value === 0 ? [] : moneyWritings(value, currency);
  if (kind === 'time' && typeof value === 'number') return timeWritings(value);
  if (kind === 'count') return [String(value)];
  if (kind !== 'text') return [];
  return [String(value)];
}

function moneyWritings(minor: number, currency: string): string[] {
  const decimal = formatDecimalAmount(minor, currency);
  if (!decimal.includes('.')) return [decimal];
  return [...new Set([decimal, decimal.replace(/0$/, ''), decimal.replace(/\.?0+$/, ''), String(minor)])];
}

function timeWritings(ms: number): string[] {
  const [utc, beijing] = [new Date(ms).toISOString(), new Date(ms + BEIJING_MS).toISOString()];
  return [
    String(ms),
    String(Math.floor(ms / 1000)),
    utc,
    utc.replace('.000Z', 'Z'),
    utc.slice(0, 19),
    `${utc.slice(0, 19)}+00:00`,
    beijing.slice(0, 19).replace('T', ' '),
    `${beijing.slice(0, 19)}+08:00`,
  ];
}

/** How many words two names share, by their beginnings: `pay_time` and `payMs`, `total_amount` and `totalMinor`. */
function likeness(key: string, name: string): number {
  const wanted = new Set(wordsOf(name));
  return wordsOf(key).filter((word) => wanted.has(word)).length;
}

const wordsOf = (text: string): string[] =>
  text
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word.length >= 3 && word !== 'minor')
    .map((word) => word.slice(0, 4));
