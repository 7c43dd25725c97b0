import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { PDFDict, PDFDocument, PDFName, PDFRawStream } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { CUSTOMS_PAPERS } from '#main/documents/customs/customs-papers.ts';
import { drawCustomsPaper } from '#main/documents/customs/draw-customs-paper.ts';
import { flateStream } from '#main/documents/pdf/flate-stream.ts';
import type { CustomsDeclaration, CustomsPaperKind } from '#shared/model/customs.ts';
import { sampleDeclaration, withLines } from '#tests/support/customs-declarations.ts';
import { archivalProblems } from '#tests/support/papers/archival-conditions.ts';
import { fittingDeclaration, PAPER_OPTIONS } from '#tests/support/papers/fitting-declaration.ts';
import { hasPreflight, preflightProblems } from '#tests/support/papers/preflight.ts';

async function paper(kind: CustomsPaperKind, declaration: CustomsDeclaration): Promise<Uint8Array> {
  return (await drawCustomsPaper({ kind, declaration, options: PAPER_OPTIONS })).pdf;
}

const KINDS = Object.keys(CUSTOMS_PAPERS) as CustomsPaperKind[];
/** A stamp whose ground is transparent and whose ink lets light through. */
const PICTURE = ((): string => {
  const canvas = createCanvas(60, 30);
  const context = canvas.getContext('2d');
  context.fillStyle = 'rgba(200, 0, 0, 0.5)';
  context.fillRect(10, 5, 30, 15);
  return canvas.toBuffer('image/png').toString('base64');
})();

describe('papers for the archive', () => {
  it.each(KINDS)('%s meets every condition of PDF/A-1b', async (kind) => {
    expect(archivalProblems(await paper(kind, fittingDeclaration(kind)))).toEqual([]);
  });

  it('meet them with five scripts and on many pages', async () => {
    for (const destination of ['SA', 'KR', 'RU', 'TH', 'VN'] as const)
      expect(archivalProblems(await paper('commercial_invoice', sampleDeclaration(destination)))).toEqual([]);
    expect(archivalProblems(await paper('commercial_invoice', withLines(sampleDeclaration('DE'), 60)))).toEqual([]);
  });

  it('say in their metadata what their information says, whatever a number is made of', async () => {
    const declaration = sampleDeclaration('DE', { number: 'A&B <7> "中"\u0001' });
    expect(archivalProblems(await paper('packing_list', declaration))).toEqual([]);
  });

  it('have equal bytes for equal facts, and another name for others', async () => {
    const [first, same, other] = await Promise.all(
      ['INV-1', 'INV-1', 'INV-2'].map((number) => paper('cn23', sampleDeclaration('DE', { number }))),
    );
    const nameOf = (pdf: Uint8Array | undefined): string | undefined =>
      /\/ID \[ ?<(\w+)>/.exec(Buffer.from(pdf ?? []).toString('latin1'))?.[1];
    expect(Buffer.from(first ?? []).equals(Buffer.from(same ?? []))).toBe(true);
    expect(nameOf(first)).toMatch(/^\w{32}$/);
    expect(nameOf(other)).not.toBe(nameOf(first));
  });

  it.skipIf(!hasPreflight).each(KINDS)('%s is valid for Apache Preflight', async (kind) => {
    expect(preflightProblems(await paper(kind, fittingDeclaration(kind)))).toEqual([]);
  });
});

type Catalog = PDFDocument['catalog'];

/** A paper with one thing changed, written again as the writer writes it. */
async function changed(change: (document: PDFDocument, catalog: Catalog) => void): Promise<Uint8Array> {
  const document = await PDFDocument.load(await paper('cn22', sampleDeclaration('DE')), { updateMetadata: false });
  change(document, document.catalog);
  return document.save({ useObjectStreams: false });
}

function first(document: PDFDocument, isIt: (dict: PDFDict) => boolean): PDFDict {
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    const dict = object instanceof PDFRawStream ? object.dict : object;
    if (dict instanceof PDFDict && isIt(dict)) return dict;
  }
  throw new Error('nothing like it in the paper');
}

const has =
  (key: string, value?: string) =>
  (dict: PDFDict): boolean =>
    dict.has(PDFName.of(key)) && (value === undefined || dict.get(PDFName.of(key)) === PDFName.of(value));

/** The paper as qpdf writes it with these options. */
async function rewritten(...options: string[]): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'packbench-rewritten-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), await paper('cn22', sampleDeclaration('DE')));
    const { status, stderr } = spawnSync('qpdf', [...options, join(folder, 'a.pdf'), join(folder, 'b.pdf')]);
    if (status !== 0) throw new Error(String(stderr));
    return readFileSync(join(folder, 'b.pdf'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const FAULTS: Readonly<Record<string, readonly [said: RegExp, make: () => Promise<Uint8Array>]>> = {
  'a newer version': [/header/, () => rewritten('--force-version=1.7')],
  encryption: [/encrypted/, () => rewritten('--encrypt', '', 'x', '256', '--')],
  'object streams': [/object streams|header/, () => rewritten('--object-streams=generate')],
  'no name of its own': [/\/ID/, () => changed(({ context }) => void delete context.trailerInfo.ID)],
  'no output intent': [
    /output intent/,
    () => changed((_, catalog) => void catalog.delete(PDFName.of('OutputIntents'))),
  ],
  'no metadata': [/metadata/, () => changed((_, catalog) => void catalog.delete(PDFName.of('Metadata')))],
  'compressed metadata': [
    /metadata/,
    () =>
      changed((document) =>
        document.catalog.set(
          PDFName.of('Metadata'),
          document.context.register(flateStream(document.context, 'pdfaid:part="1"')),
        ),
      ),
  ],
  'another title': [/differ in \/Title/, () => changed((document) => document.setTitle('another'))],
  'a script': [
    /OpenAction|actions/,
    () =>
      changed(({ context }, catalog) =>
        catalog.set(PDFName.of('OpenAction'), context.obj({ S: 'JavaScript', JS: 'x' })),
      ),
  ],
  'a font that is not embedded': [
    /not embedded/,
    () => changed((document) => void first(document, has('FontFile2')).delete(PDFName.of('FontFile2'))),
  ],
  'a glyph that is not listed': [
    /CIDSet lacks/,
    () =>
      changed((document) =>
        first(document, has('CIDSet')).set(
          PDFName.of('CIDSet'),
          document.context.register(flateStream(document.context, new Uint8Array([0xff, 0x7f]))),
        ),
      ),
  ],
  'a wrong width': [
    /width of glyph/,
    () => changed((document) => first(document, has('W')).set(PDFName.of('W'), document.context.obj([0, [1, 2, 3]]))),
  ],
  transparency: [
    /transparency/,
    () =>
      changed((document) =>
        first(document, has('Type', 'Page')).set(PDFName.of('Group'), document.context.obj({ S: 'Transparency' })),
      ),
  ],
  'a soft state': [
    /transparency/,
    () =>
      changed((document) => {
        const resources = document.getPage(0).node.Resources();
        resources?.set(PDFName.of('ExtGState'), document.context.obj({ G1: { ca: 0.5 } }));
      }),
  ],
  'a colour of printing inks': [
    /operator k/,
    () =>
      changed((document) => {
        const { node } = document.getPage(0);
        node.set(
          PDFName.of('Contents'),
          document.context.register(flateStream(document.context, '0 0 0 1 k 0 0 9 9 re f')),
        );
      }),
  ],
  'a compression of old': [
    /LZW/,
    () =>
      changed((document) =>
        document.context.register(
          document.context.stream(new Uint8Array([0x80, 0x0b, 0x60, 0x50]), { Filter: 'LZWDecode' }),
        ),
      ),
  ],
};

describe('the examination of papers for the archive', () => {
  it('finds nothing in a paper that was only written again', async () => {
    expect(archivalProblems(await changed(() => {}))).toEqual([]);
  });

  it.each(Object.entries(FAULTS))('finds %s', async (_name, [said, make]) => {
    expect(archivalProblems(await make()).join('\n')).toMatch(said);
  });

  it.skipIf(!hasPreflight)('agrees with Apache Preflight about a font that is not embedded', async () => {
    const [, make] = FAULTS['a font that is not embedded'] ?? [];
    expect(make && preflightProblems(await make())).not.toEqual([]);
  });
});

describe('pictures on papers for the archive', () => {
  it('lose their transparency and meet the conditions too', async () => {
    const { signature } = sampleDeclaration('DE');
    const declaration = sampleDeclaration('DE', {
      signature: { ...signature, signaturePng: PICTURE, stampPng: PICTURE },
    });
    const pdf = await paper('commercial_invoice', declaration);
    expect(archivalProblems(pdf)).toEqual([]);
    expect(Buffer.from(pdf).toString('latin1')).toContain('/Subtype /Image');
  });
});
