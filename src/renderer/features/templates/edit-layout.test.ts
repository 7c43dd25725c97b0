import { describe, expect, it } from 'vitest';
import { defineLayout } from '#shared/model/label-layout.ts';
import { duplicateElement, moveElement, removeElement, reorderElement, resizeElement } from './edit-layout.ts';
import { elementBox } from './element-box.ts';
import { snapBox } from './snap.ts';

const layout = defineLayout({
  id: 'sample',
  title: { en: 'Sample', 'zh-CN': '样张' },
  widthMm: 100,
  heightMm: 50,
  elements: [
    { kind: 'text', content: 'a', x: 1.1, y: 2.2, w: 20, h: 5, sizeMm: 4 },
    { kind: 'line', x: 0, y: 10, w: 90, h: 0 },
    { kind: 'table', x: 2, y: 12, items: 'goods', rowHeightMm: 5, maxRows: 4, columns: [{ content: 'x', w: 30 }] },
  ],
});

describe('changes of a layout', () => {
  it('move without the dust of floating numbers, and leave the old layout as it was', () => {
    expect(moveElement(layout, 0, 0.1, 0.1).elements[0]).toMatchObject({ x: 1.2, y: 2.3 });
    expect(layout.elements[0]).toMatchObject({ x: 1.1, y: 2.2 });
  });

  it('never make an element smaller than can be taken hold of', () => {
    expect(resizeElement(layout, 0, -50, 1).elements[0]).toMatchObject({ w: 0.5, h: 6 });
  });

  it('keep a horizontal line horizontal, and a table as large as its rows', () => {
    expect(resizeElement(layout, 1, 5, 5).elements[1]).toMatchObject({ w: 95, h: 0 });
    expect(resizeElement(layout, 2, 5, 5)).toBe(layout);
    expect(elementBox(layout.elements[2] ?? layout.elements[0]!)).toEqual({ x: 2, y: 12, w: 30, h: 25 });
  });

  it('copy, remove and restack', () => {
    expect(duplicateElement(layout, 0).elements).toHaveLength(4);
    expect(removeElement(layout, 0).elements.map(({ kind }) => kind)).toEqual(['line', 'table']);
    expect(reorderElement(layout, 0, 2).elements.map(({ kind }) => kind)).toEqual(['line', 'table', 'text']);
    expect(reorderElement(layout, 0, 3)).toBe(layout);
  });
});

describe('snapping', () => {
  const box = { x: 10.4, y: 20.3, w: 10, h: 4 };

  it('falls on the grid where nothing is near', () => {
    const { dx, dy, guideX } = snapBox(box, [], 0.5);
    expect([box.x + dx, box.y + dy, guideX]).toEqual([10.5, 20.5, null]);
  });

  it('prefers the nearest edge or middle of a neighbour', () => {
    const { dx, guideX } = snapBox(box, [{ x: 15, y: 60, w: 30, h: 4 }], 0.5);
    expect(guideX).toBe(15);
    expect(box.x + dx + box.w / 2).toBeCloseTo(15);
  });
});
