import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { drawCustomsPaper } from '#main/documents/customs/draw-customs-paper.ts';
import { drawPagePicture } from '#main/documents/customs/draw-paper-pictures.ts';
import { createSheet } from '#main/documents/customs/sheet.ts';
import type { ShapeLanguage } from '#main/documents/labels/label-fonts.ts';
import type { CustomsDeclaration, CustomsPaperKind } from '#shared/model/customs.ts';
import { sampleDeclaration } from '#tests/support/customs-declarations.ts';
import { archivalProblems } from '#tests/support/papers/archival-conditions.ts';
import { examinePaper } from '#tests/support/papers/examine-paper.ts';
import { PAPER_OPTIONS } from '#tests/support/papers/fitting-declaration.ts';

const sample = sampleDeclaration('JP');
/** Kanji that China draws otherwise, hiragana, katakana whole and half as wide, a mark of its own. */
const TO_JAPAN: CustomsDeclaration = {
  ...sample,
  recipient: {
    ...sample.recipient,
    localName: '直江 骨子 さくら',
    localAddress: '東京都新宿区西新宿二丁目8−1 ﾊｲﾂ・ガーデン々「誤」',
  },
};

async function fontsOf(kind: CustomsPaperKind, declaration: CustomsDeclaration): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'packbench-fonts-'));
  try {
    const file = join(folder, 'paper.pdf');
    writeFileSync(file, (await drawCustomsPaper({ kind, declaration, options: PAPER_OPTIONS })).pdf);
    return String(spawnSync('pdffonts', [file]).stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The ink of one text on a page that is read in that language. */
function picture(text: string, language: ShapeLanguage): string {
  const sheet = createSheet(60, 12);
  sheet.text('text', [1, 1, 58, 10], text, { size: 6 });
  return Buffer.from(drawPagePicture({ ...sheet.page, language }, 200).data()).toString('base64');
}

describe('papers for Japan', () => {
  it.each(['cn23', 'commercial_invoice', 'label_cn22'] as const)(
    '%s is really drawn, kana and kanji too',
    async (kind) => {
      const order = { kind, declaration: TO_JAPAN, options: PAPER_OPTIONS };
      const { pdf } = await drawCustomsPaper(order);
      expect(examinePaper(order, pdf)).toEqual([]);
      expect(archivalProblems(pdf)).toEqual([]);
    },
  );

  it('take kana and kanji from the Japanese font, and the sender in simplified characters from the Chinese', async () => {
    const fonts = await fontsOf('commercial_invoice', TO_JAPAN);
    expect(fonts).toMatch(/NotoSansJP/);
    expect(fonts).toMatch(/NotoSansSC/);
    expect(await fontsOf('commercial_invoice', sampleDeclaration('DE'))).not.toMatch(/NotoSansJP/);
  });

  it('show characters as Japan writes them, and leave a line whole that only China can write', () => {
    expect(picture('直骨誤', 'ja')).not.toBe(picture('直骨誤', 'any'));
    expect(picture('杭州打包贸易有限公司', 'ja')).toBe(picture('杭州打包贸易有限公司', 'any'));
  });
});

describe('papers for Korea', () => {
  it('have every syllable and hanja that an address may hold', async () => {
    const korea = sampleDeclaration('KR');
    const declaration = {
      ...korea,
      recipient: {
        ...korea.recipient,
        localName: '뷁햏 똠방 金哲洙',
        localAddress: '서울특별시 중구 세종대로 110, 펲시빌딩 ㈜',
      },
    };
    const order = { kind: 'cn23', declaration, options: PAPER_OPTIONS } as const;
    expect(examinePaper(order, (await drawCustomsPaper(order)).pdf)).toEqual([]);
  });
});
