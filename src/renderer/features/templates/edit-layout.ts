import type { LabelLayout, LayoutElement } from '#shared/model/label-layout.ts';
import { canResize } from './element-box.ts';
import { round } from './snap.ts';

/** Changes of a layout, each a new layout: the history keeps the old ones. */

export function replaceElement(layout: LabelLayout, index: number, element: LayoutElement): LabelLayout {
  return { ...layout, elements: layout.elements.with(index, element) };
}

export function moveElement(layout: LabelLayout, index: number, dx: number, dy: number): LabelLayout {
  const element = layout.elements[index];
  if (!element) return layout;
  return replaceElement(layout, index, { ...element, x: round(element.x + dx), y: round(element.y + dy) });
}

const SMALLEST_MM = 0.5;

export function resizeElement(layout: LabelLayout, index: number, dw: number, dh: number): LabelLayout {
  const element = layout.elements[index];
  if (!element || !canResize(element) || !('w' in element)) return layout;
  // A line has only one of both.
  const grow = (size: number, by: number): number =>
    element.kind === 'line' && size === 0 ? 0 : round(Math.max(SMALLEST_MM, size + by));
  return replaceElement(layout, index, { ...element, w: grow(element.w, dw), h: grow(element.h, dh) });
}

export function removeElement(layout: LabelLayout, index: number): LabelLayout {
  return { ...layout, elements: layout.elements.toSpliced(index, 1) };
}

/** A copy beside the original, drawn above everything else. */
export function duplicateElement(layout: LabelLayout, index: number): LabelLayout {
  const element = layout.elements[index];
  if (!element) return layout;
  return {
    ...layout,
    elements: [...layout.elements, { ...element, x: round(element.x + 2), y: round(element.y + 2) }],
  };
}

/** Later elements are drawn above earlier ones. */
export function reorderElement(layout: LabelLayout, index: number, to: number): LabelLayout {
  const element = layout.elements[index];
  if (!element || to < 0 || to >= layout.elements.length) return layout;
  return { ...layout, elements: layout.elements.toSpliced(index, 1).toSpliced(to, 0, element) };
}
