import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { cleanArchive } from '#main/usecases/customs/papers/clean-archive.ts';
import { giveCarrierPackage, giveDocument, giveMerged } from '#main/usecases/customs/papers/give-document.ts';
import { makePapers } from '#main/usecases/customs/papers/make-papers.ts';
import type { PapersServices } from '#main/usecases/customs/papers/papers-services.ts';
import { redrawDocument } from '#main/usecases/customs/papers/redraw-document.ts';
import { resumePaperBatch, startPaperBatch, stopPaperBatch } from '#main/usecases/customs/papers/paper-batches.ts';
import { runPaperBatch } from '#main/usecases/customs/papers/run-paper-batch.ts';
import { documentsOfOrder, listDocuments } from '#main/usecases/customs/papers/view-documents.ts';
import { readPaperBatch } from '#main/usecases/customs/papers/view-paper-batches.ts';
import { viewPictures } from '#main/usecases/customs/papers/view-pictures.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CustomsDeclaration, CustomsPaperKind } from '#shared/model/customs.ts';
import { OrderId } from '#shared/model/ids.ts';
import { TEN_DESTINATIONS, sampleDeclaration, withLines } from '#tests/support/customs-declarations.ts';
import { sharedDocuments } from '#tests/support/shared-documents.ts';
import { openUseCaseBed, paidDraft, SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

const pool = sharedDocuments();

type Bed = ReturnType<typeof openUseCaseBed>;

let bed: Bed;
let declarations: Map<string, CustomsDeclaration>;
let services: PapersServices;
let keepYears: number;

beforeEach(() => {
  bed = openUseCaseBed();
  onTestFinished(() => bed.close());
  bed.addSku('A', 1_000);
  declarations = new Map();
  keepYears = 5;
  services = {
    press: {
      press: (order) => pool.paper(order),
      pictures: (order, mostPages) => pool.paperPictures(order, mostPages),
      merge: (files, title, createdAtMs) => pool.mergePdfs({ files, title, createdAtMs }),
    },
    declarations: {
      declarationOf(_db, orderId) {
        const declaration = declarations.get(orderId);
        if (!declaration) throw new AppError('ERR_ORDER_UNKNOWN', { orderId });
        return declaration;
      },
    },
    options: () => ({ cn22Numbers: true, labelStock: '100x150', batteryMark: '100x100', operatorName: '' }),
    keepYears: () => keepYears,
    ruleVersion: () => '7',
    requiredPapers: () => [{ kind: 'commercial_invoice', reasonEn: 'sale', reasonZh: '销售' }],
  };
});

/** An order in the database with what is to be declared of it. */
function declare(number: string, declaration: CustomsDeclaration): string {
  bed.intake([paidDraft(number, 'A', 1)]);
  const orderId = OrderId.parse(bed.order(number)?.id);
  declarations.set(orderId, { ...declaration, orderId, orderNumber: number });
  return orderId;
}

const make = (orderId: string, ...kinds: CustomsPaperKind[]) =>
  makePapers(bed.context, services, SYSTEM_ACT, { orderId, shipmentId: null, kinds });

const codeOf = (work: Promise<unknown> | (() => unknown)): Promise<string> =>
  Promise.resolve(typeof work === 'function' ? Promise.resolve().then(work) : work).then(
    () => 'no error',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

const auditOf = () => bed.context.read.pluck<[], string>('SELECT act FROM audit_log ORDER BY seq').all();

describe('making papers', () => {
  it('keeps each with its facts, hash, rule version and term', async () => {
    const orderId = declare('O-1', sampleDeclaration('DE'));
    const made = await make(orderId, 'cn22', 'commercial_invoice');
    expect(made.map(({ kind }) => kind)).toEqual(['cn22', 'commercial_invoice']);
    const [document] = documentsOfOrder(bed.context.read, orderId);
    expect(document).toMatchObject({
      orderNumber: 'O-1',
      country: 'DE',
      ruleVersion: '7',
      keepUntil: '2031-11-28',
      supersededBy: null,
    });
    const { bytes } = giveDocument(bed.context, SYSTEM_ACT, document?.id ?? '');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(document?.sha256);
    expect(auditOf()).toContain('customs.papers_made');
    const remembered = bed.context.read.pluck<[], string>('SELECT DISTINCT sku_code FROM customs_declared').all();
    expect(remembered).toEqual([...new Set(sampleDeclaration('DE').lines.map(({ skuCode }) => skuCode))].toSorted());
  });

  it('makes those that the parcel needs when none is named', async () => {
    const orderId = declare('O-1', sampleDeclaration('US'));
    expect((await make(orderId)).map(({ kind }) => kind)).toEqual(['commercial_invoice']);
  });

  it('does not make an equal paper twice, and lets a different one take its place', async () => {
    const orderId = declare('O-1', sampleDeclaration('GB'));
    const [first] = await make(orderId, 'commercial_invoice');
    const [again] = await make(orderId, 'commercial_invoice');
    expect(again).toMatchObject({ documentId: first?.documentId, isUnchanged: true });
    declarations.set(orderId, { ...sampleDeclaration('GB'), orderId: OrderId.parse(orderId), freightMinor: 900 });
    const [changed] = await make(orderId, 'commercial_invoice');
    expect(changed?.documentId).not.toBe(first?.documentId);
    const documents = documentsOfOrder(bed.context.read, orderId);
    expect(documents.find(({ id }) => id === first?.documentId)?.supersededBy).toBe(changed?.documentId);
  });

  it('makes a CN 23 where a CN 22 is too small, and says so', async () => {
    const orderId = declare('O-1', withLines(sampleDeclaration('DE'), 5));
    expect(await make(orderId, 'cn22')).toMatchObject([{ kind: 'cn23', insteadOf: 'cn22' }]);
    expect(await make(orderId, 'label_cn22', 'cn23')).toMatchObject([{ kind: 'cn23', insteadOf: null }]);
  });

  it('keeps none of a set when one of it cannot be made, and names paper and field', async () => {
    const sample = sampleDeclaration('TH');
    const lines = sample.lines.map((line) => ({ ...line, descriptions: {} }));
    const orderId = declare('O-1', { ...sample, lines });
    await expect(make(orderId, 'commercial_invoice', 'thai_packing_list')).rejects.toMatchObject({
      code: 'ERR_CUSTOMS_PAPER_FIELD',
      data: { paper: 'thai_packing_list', field: 'lines.0.descriptions.th' },
    });
    expect(documentsOfOrder(bed.context.read, orderId)).toEqual([]);
  });
});

describe('the archive', () => {
  it('gives the very bytes back, also after the facts have changed', async () => {
    const orderId = declare('O-1', sampleDeclaration('KR'));
    const [made] = await make(orderId, 'cn23');
    const before = giveDocument(bed.context, SYSTEM_ACT, made?.documentId ?? '').bytes;
    declarations.set(orderId, { ...sampleDeclaration('KR'), orderId: OrderId.parse(orderId), comments: 'changed' });
    await make(orderId, 'cn23');
    const after = giveDocument(bed.context, SYSTEM_ACT, made?.documentId ?? '').bytes;
    expect(Buffer.from(after).equals(Buffer.from(before))).toBe(true);
    expect(auditOf()).toContain('customs.papers_given');
  });

  it('refuses a damaged file, and draws it anew only when a person says why', async () => {
    const orderId = declare('O-1', sampleDeclaration('US'));
    const [made] = await make(orderId, 'commercial_invoice');
    const id = made?.documentId ?? '';
    const whole = Buffer.from(giveDocument(bed.context, SYSTEM_ACT, id).bytes);
    bed.context.db.transaction((tx) =>
      tx
        .prepare<[Uint8Array, string]>('UPDATE customs_documents SET pdf = ? WHERE id = ?')
        .run(Buffer.from('rubbish'), id),
    );
    expect(await codeOf(() => giveDocument(bed.context, SYSTEM_ACT, id))).toBe('ERR_CUSTOMS_DOCUMENT_DAMAGED');
    const redrawn = await redrawDocument(bed.context, services, SYSTEM_ACT, { id, reason: 'damaged file' });
    expect(whole.equals(Buffer.from(giveDocument(bed.context, SYSTEM_ACT, redrawn.documentId).bytes))).toBe(true);
    expect(documentsOfOrder(bed.context.read, orderId).find((each) => each.id === id)?.supersededBy).toBe(
      redrawn.documentId,
    );
    expect(auditOf()).toContain('customs.paper_redrawn');
  });

  it.each([
    ['order number', 'o-1'],
    ['invoice', 'inv de 2026-1128'],
    ['tracking', 'LX 123 456 785 CN'],
    ['IOSS', 'IM3720000015'],
    ['beginning of a number', 'INV-DE'],
    ['number with a zero-width blank', 'IM37\u200b20000015'],
  ])('is found by %s', async (_what, text) => {
    const orderId = declare('O-1', sampleDeclaration('DE'));
    declare('P-2', sampleDeclaration('US'));
    await make(orderId, 'cn22');
    expect(listDocuments(bed.context.read, { text, limit: 10 }).documents).toHaveLength(1);
    expect(listDocuments(bed.context.read, { text: `${text}X`, limit: 10 }).documents).toEqual([]);
  });

  it('is read in pages, newest first', async () => {
    for (const [index, destination] of (['DE', 'US', 'JP'] as const).entries()) {
      bed.clock.atMs += 1_000;
      await make(declare(`O-${index}`, sampleDeclaration(destination)), 'commercial_invoice');
    }
    const first = listDocuments(bed.context.read, { text: '', limit: 2 });
    expect(first.documents.map(({ country }) => country)).toEqual(['JP', 'US']);
    const rest = listDocuments(bed.context.read, { text: '', limit: 2, after: first.next });
    expect(rest.documents.map(({ country }) => country)).toEqual(['DE']);
    expect(rest.next).toBeNull();
    expect(listDocuments(bed.context.read, { text: '', limit: 2, after: 'rubbish' }).documents).toEqual([]);
  });

  it('removes papers only after both the promised and the present term', async () => {
    const orderId = declare('O-1', sampleDeclaration('DE'));
    await make(orderId, 'cn22', 'commercial_invoice');
    bed.clock.atMs = Date.UTC(2031, 10, 28, 12);
    expect(cleanArchive(bed.context, services, SYSTEM_ACT)).toBe(0);
    bed.clock.atMs = Date.UTC(2031, 10, 29, 12);
    keepYears = 10;
    expect(cleanArchive(bed.context, services, SYSTEM_ACT)).toBe(0);
    keepYears = 5;
    expect(cleanArchive(bed.context, services, SYSTEM_ACT)).toBe(2);
    expect(listDocuments(bed.context.read, { text: 'O-1', limit: 10 }).documents).toEqual([]);
    expect(auditOf()).toContain('customs.archive_cleaned');
  });

  it('packs an invoice with its data for carriers, equal each time, without pictures of signatures', async () => {
    const orderId = declare('O-1', { ...sampleDeclaration('GB'), comments: 'a < b & "c"' });
    const [made] = await make(orderId, 'paperless_invoice');
    const id = made?.documentId ?? '';
    const { bytes, fileName } = giveCarrierPackage(bed.context, SYSTEM_ACT, id);
    expect(fileName).toBe('paperless-invoice-INV-GB-2026-1128.zip');
    expect(Buffer.from(giveCarrierPackage(bed.context, SYSTEM_ACT, id).bytes).equals(Buffer.from(bytes))).toBe(true);
    const files = Object.entries(unzipSync(bytes));
    const textOf = (end: string): string =>
      Buffer.from(files.find(([name]) => name.endsWith(end))?.[1] ?? []).toString('utf8');
    const data = JSON.parse(textOf('.json')) as { number: string; pdfSha256: string; signature: object };
    expect(data.number).toBe('INV-GB-2026-1128');
    expect(data.signature).toEqual({ name: 'Li Wei', place: 'Hangzhou' });
    const pdf = files.find(([name]) => name.endsWith('.pdf'))?.[1] ?? new Uint8Array();
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(data.pdfSha256);
    expect(textOf('.xml')).toContain('<comments>a &lt; b &amp; &quot;c&quot;</comments>');
    expect(textOf('.xml')).toContain('<number>INV-GB-2026-1128</number>');
  });

  it('merges papers of several orders with copies, the same bytes for the same papers', async () => {
    const ids: string[] = [];
    for (const [index, destination] of (['US', 'TH'] as const).entries())
      for (const { documentId } of await make(
        declare(`O-${index}`, sampleDeclaration(destination)),
        'cn23',
        'commercial_invoice',
      ))
        ids.push(documentId);
    const merged = await giveMerged(bed.context, services, SYSTEM_ACT, { ids, copies: 2 });
    expect(
      Buffer.from(merged.bytes)
        .toString('latin1')
        .match(/\/Type\s*\/Page\b/g) ?? [],
    ).toHaveLength(8);
    const again = await giveMerged(bed.context, services, SYSTEM_ACT, { ids, copies: 2 });
    expect(Buffer.from(again.bytes).equals(Buffer.from(merged.bytes))).toBe(true);
  });

  it('shows a paper as pictures of its pages', async () => {
    const orderId = declare('O-1', withLines(sampleDeclaration('US'), 30));
    const [made] = await make(orderId, 'cn23');
    const { pages, isNewerForm } = await viewPictures(bed.context.read, services, made?.documentId ?? '');
    expect(pages.length).toBeGreaterThan(1);
    expect(Buffer.from(pages[0]?.pngBase64 ?? '', 'base64').toString('latin1', 1, 4)).toBe('PNG');
    expect(isNewerForm).toBe(false);
  });
});

describe('a batch', () => {
  const KINDS: readonly CustomsPaperKind[] = ['commercial_invoice', 'cn23'];

  function declareTen(): string[] {
    const numbers = TEN_DESTINATIONS.map((destination) => `B-${destination}`);
    for (const destination of TEN_DESTINATIONS) declare(`B-${destination}`, sampleDeclaration(destination));
    return numbers;
  }

  it('goes on past a bad order, lists its reason, and tries it again when told to', async () => {
    const numbers = declareTen();
    const badId = bed.order('B-US')?.id ?? '';
    const good = declarations.get(badId);
    if (!good) throw new Error('no declaration');
    declarations.set(badId, { ...good, signature: { ...good.signature, name: '' } });
    const { batch, unknown } = startPaperBatch(bed.context, SYSTEM_ACT, {
      id: 'b1',
      orderNumbers: [...numbers, 'nowhere'],
      kinds: KINDS,
    });
    expect(unknown).toEqual(['nowhere']);
    expect(batch).toMatchObject({ state: 'running', total: 10, done: 0 });
    await runPaperBatch(bed.context, services, 'b1', new AbortController().signal);
    const after = readPaperBatch(bed.context.read, 'b1');
    expect(after.batch).toMatchObject({ state: 'finished', done: 9, failed: 1 });
    expect(after.failures).toMatchObject([
      { orderNumber: 'B-US', problem: { code: 'ERR_CUSTOMS_PAPER_FIELD', data: { field: 'signature.name' } } },
    ]);
    expect(after.documentIds).toHaveLength(18);
    declarations.set(badId, good);
    resumePaperBatch(bed.context, SYSTEM_ACT, 'b1');
    await runPaperBatch(bed.context, services, 'b1', new AbortController().signal);
    expect(readPaperBatch(bed.context.read, 'b1').batch).toMatchObject({ state: 'finished', done: 10, failed: 0 });
  });

  it('stops when a person says so, keeps what was made, and goes on with the rest', async () => {
    const numbers = declareTen();
    startPaperBatch(bed.context, SYSTEM_ACT, { id: 'b1', orderNumbers: numbers, kinds: KINDS });
    const press = services.press.press;
    let pressed = 0;
    const stopping: PapersServices = {
      ...services,
      press: {
        ...services.press,
        press(order) {
          pressed += 1;
          if (pressed === 5) stopPaperBatch(bed.context, SYSTEM_ACT, 'b1');
          return press(order);
        },
      },
    };
    await runPaperBatch(bed.context, stopping, 'b1', new AbortController().signal);
    const stopped = readPaperBatch(bed.context.read, 'b1').batch;
    expect(stopped.state).toBe('stopped');
    expect(stopped.done).toBeLessThan(10);
    expect(stopped.done).toBeGreaterThan(0);
    resumePaperBatch(bed.context, SYSTEM_ACT, 'b1');
    await runPaperBatch(bed.context, services, 'b1', new AbortController().signal);
    expect(readPaperBatch(bed.context.read, 'b1').batch).toMatchObject({ state: 'finished', done: 10 });
  });

  it('is started once however often it is asked for, and refuses numbers that find nothing', async () => {
    const numbers = declareTen();
    const request = { id: 'b1', orderNumbers: numbers, kinds: KINDS };
    startPaperBatch(bed.context, SYSTEM_ACT, request);
    expect(startPaperBatch(bed.context, SYSTEM_ACT, request).batch.total).toBe(10);
    expect(
      bed.context.read.pluck<[], number>("SELECT COUNT(*) FROM jobs WHERE topic = 'customs.paper-batch'").get(),
    ).toBe(1);
    expect(
      await codeOf(() => startPaperBatch(bed.context, SYSTEM_ACT, { ...request, id: 'b2', orderNumbers: ['x'] })),
    ).toBe('ERR_CUSTOMS_BATCH_EMPTY');
  });
});
