import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

/** Values as qpdf writes PDF objects: names begin with `/`, texts with `u:` or `b:`, references read `7 0 R`. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Dict = Readonly<Record<string, Json>>;

export interface PdfStream {
  readonly dict: Dict;
  /** Inflated where it is deflated; any other filter stays. */
  readonly data: Buffer;
}

export interface PdfObjects {
  readonly trailer: Dict;
  readonly catalog: Dict;
  readonly info: Dict;
  /** Every dictionary, also those within others. */
  all(): { readonly dict: Dict; readonly isStream: boolean }[];
  pages(): Dict[];
  /** What a value or reference stands for; empty where it is something else. */
  dict(value: Json | undefined): Dict;
  list(value: Json | undefined): Json[];
  stream(value: Json | undefined): PdfStream | undefined;
}

type Entry = { readonly value: Json } | { readonly stream: { readonly dict: Dict; readonly data?: string } };

/** All objects of a file. @throws TypeError when qpdf cannot read it */
export function readPdfObjects(pdf: Uint8Array): PdfObjects {
  const folder = mkdtempSync(join(tmpdir(), 'packbench-objects-'));
  try {
    const file = join(folder, 'paper.pdf');
    writeFileSync(file, pdf);
    const { stdout, stderr, status } = spawnSync(
      'qpdf',
      ['--json=2', '--json-key=qpdf', '--json-stream-data=inline', '--decode-level=none', file],
      { maxBuffer: 200_000_000 },
    );
    if (status !== 0) throw new TypeError(`qpdf: ${String(stderr)}`);
    const read = JSON.parse(String(stdout)) as { qpdf: [unknown, Readonly<Record<string, Entry>>] };
    return shelf(read.qpdf[1]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function shelf(entries: Readonly<Record<string, Entry>>): PdfObjects {
  const entryOf = (value: Json | undefined): Entry | undefined =>
    typeof value === 'string' && / \d+ R$/.test(value) ? entries[`obj:${value}`] : undefined;
  const resolve = (value: Json | undefined): Json | undefined => {
    const entry = entryOf(value);
    return entry && 'value' in entry ? entry.value : value;
  };
  const dict: PdfObjects['dict'] = (value) => {
    const found = resolve(value);
    return isDict(found) ? found : {};
  };
  const list: PdfObjects['list'] = (value) => {
    const found = resolve(value);
    return Array.isArray(found) ? found : [];
  };
  const stream: PdfObjects['stream'] = (value) => {
    const entry = entryOf(value);
    if (!entry || !('stream' in entry)) return undefined;
    const raw = Buffer.from(entry.stream.data ?? '', 'base64');
    return { dict: entry.stream.dict, data: entry.stream.dict['/Filter'] === '/FlateDecode' ? inflateSync(raw) : raw };
  };
  const { trailer: trailerEntry } = entries;
  const trailer = trailerEntry && 'value' in trailerEntry && isDict(trailerEntry.value) ? trailerEntry.value : {};
  const catalog = dict(trailer['/Root']);
  const pagesOf = (value: Json | undefined): Dict[] => {
    const node = dict(value);
    return node['/Type'] === '/Page' ? [node] : list(node['/Kids']).flatMap(pagesOf);
  };
  return {
    trailer,
    catalog,
    info: dict(trailer['/Info']),
    all: () =>
      Object.values(entries).flatMap((entry) =>
        'stream' in entry
          ? [{ dict: entry.stream.dict, isStream: true }, ...Object.values(entry.stream.dict).flatMap(within)]
          : within(entry.value),
      ),
    pages: () => pagesOf(catalog['/Pages']),
    dict,
    list,
    stream,
  };
}

function within(value: Json): { dict: Dict; isStream: boolean }[] {
  if (Array.isArray(value)) return value.flatMap(within);
  if (!isDict(value)) return [];
  return [{ dict: value, isStream: false }, ...Object.values(value).flatMap(within)];
}

function isDict(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
