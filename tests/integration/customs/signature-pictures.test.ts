import { createCanvas } from '@napi-rs/canvas';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { drawPagePicture } from '#main/documents/customs/draw-paper-pictures.ts';
import { paperPages } from '#main/documents/customs/draw-customs-paper.ts';
import { buildDeclaration } from '#main/usecases/customs/desk/build-declaration.ts';
import { readProfile, saveProfile } from '#main/usecases/customs/desk/manage-profiles.ts';
import { giveDocument } from '#main/usecases/customs/papers/give-document.ts';
import { makePapers } from '#main/usecases/customs/papers/make-papers.ts';
import type { PapersServices } from '#main/usecases/customs/papers/papers-services.ts';
import { documentsOfOrder } from '#main/usecases/customs/papers/view-documents.ts';
import type { CustomsDeclaration, CustomsPaperKind } from '#shared/model/customs.ts';
import { draftTo, openDeskBed } from '#tests/support/customs/desk-bed.ts';
import { sampleWorld } from '#tests/support/customs/sample-world.ts';
import { PAPER_OPTIONS } from '#tests/support/papers/fitting-declaration.ts';
import { sharedDocuments } from '#tests/support/shared-documents.ts';
import { SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

const pool = sharedDocuments();

let bed: ReturnType<typeof openDeskBed>;
let orderId: string;

beforeEach(() => {
  bed = openDeskBed();
  onTestFinished(() => bed.close());
  bed.describeGoods(bed.addSku('A', 1_000));
  bed.saveSender();
  bed.intake([draftTo('DE', 'O-1', 'A')]);
  orderId = String(bed.order('O-1')?.id);
});

/** A black bar on nothing. */
function png(width = 120, height = 60): Buffer {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillRect(0, height / 4, width, height / 2);
  return canvas.toBuffer('image/png');
}

function sign(signaturePng: string, stampPng = ''): void {
  const { version, profile } = readProfile(bed.context.read, '');
  const signature = { name: 'Li Na', place: 'Hangzhou', signaturePng, stampPng };
  saveProfile(bed.context, SYSTEM_ACT, { shopId: '', version, profile: { ...profile, signature } });
}

const declared = (): CustomsDeclaration =>
  buildDeclaration(bed.context.read, () => sampleWorld({ USD: 0.9, CNY: 0.125 }), orderId, null, 0);

const SERVICES = (): PapersServices => ({
  press: {
    press: (order) => pool.paper(order),
    pictures: (order, mostPages) => pool.paperPictures(order, mostPages),
    merge: (files, title, createdAtMs) => pool.mergePdfs({ files, title, createdAtMs }),
  },
  declarations: { declarationOf: () => declared() },
  options: () => PAPER_OPTIONS,
  keepYears: () => 5,
  ruleVersion: () => '1',
  requiredPapers: () => [],
});

const make = (kind: CustomsPaperKind) =>
  makePapers(bed.context, SERVICES(), SYSTEM_ACT, { orderId, shipmentId: null, kinds: [kind] });

/** Black dots on the first page of a paper as it would look now. */
function inkOf(kind: CustomsPaperKind): number {
  const [page] = paperPages({ kind, declaration: declared(), options: PAPER_OPTIONS });
  if (!page) throw new Error('no page');
  const picture = drawPagePicture(page, 100).data();
  let dark = 0;
  for (let at = 0; at < picture.length; at += 4) if ((picture[at] ?? 255) < 128) dark += 1;
  return dark;
}

describe('signature and stamp', () => {
  it.each(['cn23', 'cn22', 'commercial_invoice', 'origin_statement'] as const)(
    'stand on a %s once the sender has them',
    async (kind) => {
      sign('');
      const without = inkOf(kind);
      sign(png().toString('base64'), png(80, 80).toString('base64'));
      expect(inkOf(kind)).toBeGreaterThan(without + 100);
      const [made] = await make(kind);
      const file = Buffer.from(giveDocument(bed.context, SYSTEM_ACT, made?.documentId ?? '').bytes).toString('latin1');
      expect(file.match(/\/Subtype \/Image/g)?.length).toBeGreaterThanOrEqual(1);
    },
  );

  it.each([
    ['a text that begins like a PNG', Buffer.concat([png().subarray(0, 16), Buffer.from('<script>')]), 'UNREADABLE'],
    ['a picture that was cut off', png().subarray(0, -40), 'UNREADABLE'],
    ['a head that announces a wall of dots', withSize(60_000, 60_000), 'TOO_LARGE'],
    ['a picture without a side', withSize(0, 10), 'UNREADABLE'],
    ['sixteen bits a channel', withByte(24, 16), 'UNREADABLE'],
    ['interlaced rows', withByte(28, 1), 'UNREADABLE'],
  ])('refuse %s when it is saved', (_name, bytes, code) => {
    expect(() => sign(bytes.toString('base64'))).toThrow(
      expect.objectContaining({ code: `ERR_CUSTOMS_PICTURE_${code}` }),
    );
    expect(readProfile(bed.context.read, '').profile.signature.signaturePng).toBe('');
  });

  it('refuse a picture whose dots are damaged when the paper is made, and keep none', async () => {
    sign(withByte(60, 0xff, 0xff, 0xff, 0xff).toString('base64'));
    await expect(make('commercial_invoice')).rejects.toMatchObject({
      code: 'ERR_CUSTOMS_PAPER_PICTURE',
      data: { paper: 'commercial_invoice', field: 'signature.signaturePng' },
    });
    expect(documentsOfOrder(bed.context.read, orderId)).toEqual([]);
  });
});

function withSize(width: number, height: number): Buffer {
  const bytes = png();
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

function withByte(at: number, ...values: number[]): Buffer {
  const bytes = png();
  bytes.set(values, at);
  return bytes;
}
