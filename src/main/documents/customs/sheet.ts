import type { FontWeight } from '#main/documents/layout/draw-list.ts';
import type { PdfPage } from '#main/documents/pdf/pdf-page.ts';
import type { PdfShape } from '#main/documents/pdf/pdf-shape.ts';
import type { LabelLayout, LayoutElement } from '#shared/model/label-layout.ts';

/** Left, top, width, height in millimetres from the top left corner of the page. */
export type Box = readonly [x: number, y: number, w: number, h: number];

/** 5 pt: smaller type is not accepted on customs forms (customs.md section 6). */
export const LEAST_TYPE_MM = 1.77;
/** Usual type of captions and of what is filled in. */
export const CAPTION_MM = 1.85;
export const VALUE_MM = 2.45;

export interface TextStyle {
  /** Wanted size of the type; shrinks to 5 pt before the text counts as too long. */
  readonly size?: number;
  readonly weight?: FontWeight;
  readonly align?: 'left' | 'center' | 'right';
  readonly valign?: 'top' | 'middle' | 'bottom';
  readonly lines?: number;
}

/**
 * One page of a paper while it is drawn. Every text knows the field that it shows, so that what does not fit or has no font is
 * reported by that name; nothing is ever cut.
 */
export interface Sheet {
  /** An empty text draws nothing. */
  text(field: string, box: Box, text: string, style?: TextStyle): void;
  frame(box: Box, thicknessMm?: number): void;
  fill(box: Box): void;
  rule(x: number, y: number, w: number, h?: number, thicknessMm?: number): void;
  /** Code 128 with its quiet zones inside the box. */
  code(field: string, box: Box, content: string): void;
  /** A PNG in base64; empty: nothing. */
  image(field: string, box: Box, png: string): void;
  tick(x: number, y: number, size: number, isTicked: boolean): void;
  shape(shape: PdfShape): void;
  readonly page: PdfPage;
}

export function createSheet(widthMm: number, heightMm: number): Sheet {
  const elements: LayoutElement[] = [];
  const shapes: PdfShape[] = [];
  const data: Record<string, string> = {};
  const layout: LabelLayout = {
    id: 'customs',
    kind: 'other',
    title: { en: 'Customs', 'zh-CN': '报关' },
    widthMm,
    heightMm,
    continuous: false,
    elements,
  };
  /** What is filled in never stands in the layout itself: a description may hold `{{`. */
  const hold = (text: string): string => {
    const key = `t${elements.length}`;
    data[key] = text;
    return `{{${key}?}}`;
  };
  const rule: Sheet['rule'] = (x, y, w, h = 0, thicknessMm = 0.2) => {
    elements.push({ kind: 'line', x, y, w, h, thicknessMm });
  };
  const text: Sheet['text'] = (field, [x, y, w, h], content, style = {}) => {
    if (content === '') return;
    const size = style.size ?? VALUE_MM;
    elements.push({
      kind: 'text',
      // A caption of the form itself is known by its text.
      name: field === 'head' ? content.slice(0, 60) : field,
      x,
      y,
      w,
      h,
      content: hold(content),
      sizeMm: size,
      minSizeMm: Math.min(size, LEAST_TYPE_MM),
      weight: style.weight ?? 500,
      align: style.align ?? 'left',
      valign: style.valign ?? 'middle',
      maxLines: style.lines ?? 1,
      lineHeight: LINE_HEIGHT,
      overflow: 'error',
      missingGlyph: 'error',
      rotate: 0,
      color: 'black',
    });
  };
  const frame: Sheet['frame'] = ([x, y, w, h], thicknessMm = 0.2) => {
    elements.push({ kind: 'box', x, y, w, h, thicknessMm, filled: false });
  };
  return {
    text,
    frame,
    rule,
    fill: ([x, y, w, h]) => void elements.push({ kind: 'box', x, y, w, h, thicknessMm: 0.2, filled: true }),
    code(field, [x, y, w, h], content) {
      const code = hold(content);
      elements.push({
        kind: 'barcode',
        name: field,
        x,
        y,
        w,
        h,
        symbology: 'code128',
        content: code,
        moduleMm: CODE_MODULE_MM,
        minModuleMm: 0.25,
        align: 'center',
        ecLevel: 'M',
      });
    },
    image(field, [x, y, w, h], png) {
      if (png !== '') elements.push({ kind: 'image', name: field, x, y, w, h, png, tone: 'dither', align: 'center' });
    },
    tick(x, y, size, isTicked) {
      frame([x, y, size, size], 0.25);
      if (isTicked)
        text('tick', [x, y - 0.3, size, size + 0.6], 'X', { size: size * 0.95, weight: 700, align: 'center' });
    },
    shape: (shape) => void shapes.push(shape),
    page: { layout, data, shapes },
  };
}

export const LINE_HEIGHT = 1.22;
/** Posts ask for 0.33 mm or more; wide boxes get more, narrow ones never less than a laser printer shows. */
const CODE_MODULE_MM = 0.38;
