/** A filled outline beneath the texts of a page, for marks that cannot be made of boxes: hatching, flames. */
export interface PdfShape {
  readonly color: 'black' | 'white' | 'red';
  /** Corners in millimetres from the top left corner of the page; curves are given as enough corners. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

const COLORS: Readonly<Record<PdfShape['color'], string>> = { black: '0 g', white: '1 g', red: '0.86 0.08 0.1 rg' };
const POINTS_PER_MM = 72 / 25.4;

/** The operators that fill the shape on a page of this height. */
export function shapeOperators(shape: PdfShape, pageHeightPoints: number): string {
  const corners = shape.points.map(([x, y], index) => {
    const at = [x * POINTS_PER_MM, pageHeightPoints - y * POINTS_PER_MM].map(
      (value) => Math.round(value * 1000) / 1000,
    );
    return `${at.join(' ')} ${index === 0 ? 'm' : 'l'}`;
  });
  return `${COLORS[shape.color]} ${corners.join(' ')} h f`;
}
