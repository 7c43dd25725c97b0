import { implement } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';
import type { TemplateDetail } from '#shared/contract/templates.ts';
import { defineLayout } from '#shared/model/label-layout.ts';
import type { z } from 'zod';
import { NOW } from './mock-data.ts';

const os = implement(contract);

const layout = defineLayout({
  id: 'waybill-100x150-one-part',
  kind: 'waybill',
  title: { en: 'Waybill 100 × 150 mm', 'zh-CN': '面单 100 × 150 毫米' },
  widthMm: 100,
  heightMm: 150,
  elements: [
    { kind: 'text', content: '{{recipientName}}', x: 4, y: 4, w: 60, h: 8, sizeMm: 6 },
    { kind: 'barcode', symbology: 'code128', content: '{{trackingNumber}}', x: 4, y: 20, w: 92, h: 20, moduleMm: 0.5 },
  ],
});

const template: z.infer<typeof TemplateDetail> = {
  ref: layout.id,
  kind: 'waybill',
  name: layout.title,
  widthMm: 100,
  heightMm: 150,
  isBuiltIn: true,
  version: 0,
  updatedAtMs: NOW,
  layout,
  versions: [],
};

/** One template that cannot be changed: enough for the looks of the page. */
export const mockTemplates = {
  templates: {
    list: os.templates.list.handler(() => ({ templates: [template], choices: [] })),
    get: os.templates.get.handler(() => template),
    create: os.templates.create.handler(() => template),
    save: os.templates.save.handler(() => template),
    restore: os.templates.restore.handler(() => template),
    remove: os.templates.remove.handler(() => ({ removed: true }) as const),
    choose: os.templates.choose.handler(() => ({ choices: [] })),
    export: os.templates.export.handler(() => ({ fileName: 'template.json', content: '{}' })),
    import: os.templates.import.handler(() => template),
    preview: os.templates.preview.handler(() => ({
      pngBase64: '',
      widthDots: 800,
      heightDots: 1200,
      barcodes: [],
      replacedCharacters: [],
      problem: null,
    })),
    pdf: os.templates.pdf.handler(() => ({ pdfBase64: '' })),
    printTest: os.templates.printTest.handler(() => {
      throw new Error('nothing prints here');
    }),
  },
};
