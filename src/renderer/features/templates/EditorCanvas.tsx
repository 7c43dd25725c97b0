import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabelLayout } from '#shared/model/label-layout.ts';
import { moveElement, resizeElement } from './edit-layout.ts';
import { canResize, elementBox } from './element-box.ts';
import { onGrid, snapBox } from './snap.ts';

interface Props {
  readonly layout: LabelLayout;
  /** The label as the printer would get it, under the outlines. */
  readonly picture: string | null;
  /** The page may be shorter than the layout (receipts). */
  readonly pictureHeightMm: number;
  readonly selected: number | null;
  readonly readOnly: boolean;
  readonly gridMm: number;
  readonly onSelect: (index: number | null) => void;
  readonly onChange: (layout: LabelLayout, group: string | null) => void;
}

interface Drag {
  readonly index: number;
  readonly mode: 'move' | 'resize';
  readonly startX: number;
  readonly startY: number;
  readonly from: LabelLayout;
  readonly group: string;
}

/** Millimetres per arrow key; Shift makes large steps, Alt the finest. */
const NUDGE_MM = { plain: 0.5, shift: 5, alt: 0.1 };

let drags = 0;

/** The label in millimetres: elements are dragged, resized at their corner, or nudged with the arrow keys. */
export function EditorCanvas(props: Props): ReactNode {
  const { layout, selected, readOnly } = props;
  const { t } = useTranslation('templates');
  const svg = useRef<SVGSVGElement>(null);
  const drag = useRef<Drag | null>(null);
  const [guides, setGuides] = useState<{ x: number | null; y: number | null }>({ x: null, y: null });

  /** Where the pointer is on the label. */
  function pointAt(event: PointerEvent): { x: number; y: number } {
    const matrix = svg.current?.getScreenCTM();
    if (!matrix) return { x: 0, y: 0 };
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    return { x: point.x, y: point.y };
  }

  function begin(event: PointerEvent, index: number, mode: Drag['mode']): void {
    event.stopPropagation();
    props.onSelect(index);
    if (readOnly || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { x, y } = pointAt(event);
    drags += 1;
    drag.current = { index, mode, startX: x, startY: y, from: layout, group: `drag-${drags}` };
  }

  function follow(event: PointerEvent): void {
    const now = drag.current;
    const element = now?.from.elements[now.index];
    if (!now || !element) return;
    const { x, y } = pointAt(event);
    const [dx, dy] = [x - now.startX, y - now.startY];
    if (now.mode === 'resize') {
      const box = elementBox(element);
      const [w, h] = [onGrid(box.w + dx, props.gridMm), onGrid(box.h + dy, props.gridMm)];
      props.onChange(resizeElement(now.from, now.index, w - box.w, h - box.h), now.group);
      return;
    }
    const box = elementBox(element);
    const moved = { ...box, x: box.x + dx, y: box.y + dy };
    const page = { x: 0, y: 0, w: layout.widthMm, h: layout.heightMm };
    const others = now.from.elements.filter((_, index) => index !== now.index).map(elementBox);
    // Ctrl lets go of the grid.
    const snapped = event.ctrlKey
      ? { dx: 0, dy: 0, guideX: null, guideY: null }
      : snapBox(moved, [page, ...others], props.gridMm);
    setGuides({ x: snapped.guideX, y: snapped.guideY });
    props.onChange(moveElement(now.from, now.index, dx + snapped.dx, dy + snapped.dy), now.group);
  }

  function end(): void {
    drag.current = null;
    setGuides({ x: null, y: null });
  }

  function nudge(event: KeyboardEvent, index: number): void {
    const direction = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!direction || readOnly || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const step = event.shiftKey ? NUDGE_MM.shift : event.altKey ? NUDGE_MM.alt : NUDGE_MM.plain;
    const [x = 0, y = 0] = direction;
    props.onChange(moveElement(layout, index, x * step, y * step), `nudge-${index}`);
  }

  return (
    <svg
      ref={svg}
      className="template-canvas"
      viewBox={`-1 -1 ${layout.widthMm + 2} ${layout.heightMm + 2}`}
      style={{ aspectRatio: `${layout.widthMm + 2} / ${layout.heightMm + 2}` }}
      role="group"
      aria-label={t('canvas')}
      onPointerDown={() => props.onSelect(null)}
      onPointerMove={follow}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <rect className="template-paper" x={0} y={0} width={layout.widthMm} height={layout.heightMm} />
      {props.picture !== null && (
        <image
          href={`data:image/png;base64,${props.picture}`}
          x={0}
          y={0}
          width={layout.widthMm}
          height={props.pictureHeightMm}
          preserveAspectRatio="none"
        />
      )}
      {layout.elements.map((element, index) => {
        const box = elementBox(element);
        const shown = 'content' in element ? element.content : 'items' in element ? element.items : '';
        const name = element.name === undefined ? shown : t(`part.${element.name}`, { defaultValue: element.name });
        return (
          <g
            // oxlint-disable-next-line react/no-array-index-key -- the place in the list is what an element is known by
            key={index}
            tabIndex={0}
            role="button"
            aria-label={`${t(`kind.${element.kind}`)} ${name}`.trim()}
            aria-pressed={selected === index}
            className={selected === index ? 'template-element template-selected' : 'template-element'}
            onPointerDown={(event) => begin(event, index, 'move')}
            onFocus={() => props.onSelect(index)}
            onKeyDown={(event) => nudge(event, index)}
          >
            <rect className="template-hit" x={box.x} y={box.y} width={Math.max(box.w, 1)} height={Math.max(box.h, 1)} />
            {selected === index && !readOnly && canResize(element) && (
              <rect
                className="template-handle"
                x={box.x + box.w - 1}
                y={box.y + box.h - 1}
                width={2}
                height={2}
                aria-hidden="true"
                onPointerDown={(event) => begin(event, index, 'resize')}
              />
            )}
          </g>
        );
      })}
      {guides.x !== null && <line className="template-guide" x1={guides.x} x2={guides.x} y1={0} y2={layout.heightMm} />}
      {guides.y !== null && <line className="template-guide" x1={0} x2={layout.widthMm} y1={guides.y} y2={guides.y} />}
    </svg>
  );
}
