import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ERROR_CATALOG } from '#shared/errors/catalog.ts';
import { LANGUAGES } from '#shared/i18n/languages.ts';
import { NAMESPACES } from '#shared/i18n/namespaces.ts';
import { EVENT_TYPES } from '#shared/model/event-types.ts';
import { AfterSalesState, DisplayStatus, FulfilmentState, HoldKind, PaymentState } from '#shared/model/order.ts';
import { PackingPhase, ScanVerdict } from '#shared/contract/packing.ts';
import { PrintProof, PrintState } from '#shared/contract/print-jobs.ts';

const ROOT = join(import.meta.dirname, '../../..');

type Node = string | { readonly [key: string]: Node };

function read(language: string, namespace: string): Node {
  return JSON.parse(readFileSync(join(ROOT, 'resources/locales', language, `${namespace}.json`), 'utf8'));
}

function leaves(node: Node, path = ''): Map<string, string> {
  if (typeof node === 'string') return new Map([[path, node]]);
  return new Map(
    Object.entries(node).flatMap(([key, child]) => [...leaves(child, path === '' ? key : `${path}.${key}`)]),
  );
}

function textsOf(namespace: string): Map<string, string> {
  return leaves(read('en', namespace));
}

test.each(NAMESPACES)('%s has the same keys and placeholders in both languages', (namespace) => {
  const [first, second] = LANGUAGES.map((language) =>
    [...leaves(read(language, namespace))].map(
      ([key, text]) => `${key} ${[...new Set(text.match(/\{\{\w+\}\}/g))].toSorted().join(' ')}`,
    ),
  );
  expect(second).toEqual(first);
});

test.each(NAMESPACES)('%s has no empty text', (namespace) => {
  for (const language of LANGUAGES) {
    expect([...leaves(read(language, namespace))].filter(([, text]) => text.trim() === '')).toEqual([]);
  }
});

test('every coded error says what happened and what to do next', () => {
  const texts = textsOf('errors');
  const silent = Object.keys(ERROR_CATALOG).filter(
    (code) => !texts.has(`${code}.title`) || !texts.has(`${code}.advice`),
  );
  expect(silent).toEqual([]);
});

test('every timeline event has a sentence', () => {
  const texts = textsOf('timeline');
  expect(EVENT_TYPES.filter((type) => !texts.has(`event.${type}`))).toEqual([]);
});

test('every state that a screen can show has words', () => {
  const common = textsOf('common');
  const orders = textsOf('orders');
  const packing = textsOf('packing');
  const missing = [
    ...DisplayStatus.options.filter((value) => !common.has(`status.${value}`)),
    ...HoldKind.options.filter((value) => !common.has(`hold.${value}`)),
    ...PrintState.options.filter((value) => !common.has(`print.${value}`)),
    ...PrintProof.options.filter((value) => value !== 'none' && !common.has(`proof.${value}`)),
    ...PaymentState.options.filter((value) => !orders.has(`axis.payment.${value}`)),
    ...FulfilmentState.options.filter((value) => !orders.has(`axis.fulfilment.${value}`)),
    ...AfterSalesState.options.filter((value) => !orders.has(`axis.afterSales.${value}`)),
    ...PackingPhase.options.filter((value) => !packing.has(`phase.${value}.text`)),
    ...ScanVerdict.shape.verdict.options.filter((value) => !packing.has(`verdict.${value}`)),
  ];
  expect(missing).toEqual([]);
});

/** `t('key')` and `t('ns:key')` with a constant key; keys that are put together are covered by the tests above. */
const CALL = /\bt\('([\w.:-]+)'/g;

test('every constant key that the window asks for exists', () => {
  const known = new Map<string, Map<string, string>>(NAMESPACES.map((namespace) => [namespace, textsOf(namespace)]));
  const missing: string[] = [];
  for (const file of globSync('src/renderer/**/*.tsx', { cwd: ROOT })) {
    const source = readFileSync(join(ROOT, file), 'utf8');
    // Helpers in one file may use several namespaces; a key must stand in one of them.
    const own = [...source.matchAll(/useTranslation\('([\w-]+)'\)/g)].map((match) => match[1] ?? '');
    const namespaces = own.length > 0 ? own : ['common'];
    for (const [, key = ''] of source.matchAll(CALL)) {
      const [namespace, path] = key.includes(':') ? key.split(':') : [null, key];
      const places = namespace === null ? namespaces : [namespace ?? ''];
      if (path !== undefined && !places.some((place) => known.get(place)?.has(path))) missing.push(`${file}: ${key}`);
    }
  }
  expect(missing).toEqual([]);
});
