import { createRequire } from 'node:module';
import type { createCanvas, GlobalFonts } from '@napi-rs/canvas';

const fromHere = createRequire(import.meta.url);
const FAMILY = 'Packbench Emulated Printer';

/** Font A and the Chinese font of an ESC/POS printer: cells of 12 x 24 and 24 x 24 dots. */
export const CELL_WIDTH = 12;
export const CELL_HEIGHT = 24;

/** One character in its cells. */
export interface PrintedCharacter {
  readonly text: string;
  /** 12 or 24 dots, before it is made larger. */
  readonly cellDots: number;
  readonly wide: number;
  readonly high: number;
  readonly isBold: boolean;
}

interface Drawing {
  readonly createCanvas: typeof createCanvas;
  readonly GlobalFonts: typeof GlobalFonts;
}

let drawing: Drawing | null = null;

/** Loaded with the first line of text: most benches never print one. */
function library(): Drawing {
  if (drawing) return drawing;
  const loaded = fromHere('@napi-rs/canvas') as Drawing;
  const file = (weight: string): string =>
    fromHere.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`);
  for (const weight of ['400Regular', '700Bold']) loaded.GlobalFonts.registerFromPath(file(weight), FAMILY);
  drawing = loaded;
  return loaded;
}

/** A line as dots, 1 = black, its characters standing on its foot. */
export function drawCharacters(
  characters: readonly PrintedCharacter[],
  left: number,
  widthDots: number,
  heightDots: number,
): Uint8Array {
  const widthBytes = Math.ceil(widthDots / 8);
  const context = library()
    .createCanvas(widthBytes * 8, heightDots)
    .getContext('2d');
  context.textBaseline = 'alphabetic';
  let x = left;
  for (const { text, cellDots, wide, high, isBold } of characters) {
    context.setTransform(wide, 0, 0, high, x, heightDots - CELL_HEIGHT * high);
    context.font = `${isBold ? 700 : 400} 22px "${FAMILY}"`;
    const ink = Math.min(cellDots, context.measureText(text).width);
    context.fillText(text, (cellDots - ink) / 2, 20, cellDots);
    x += cellDots * wide;
  }
  const { data } = context.getImageData(0, 0, widthBytes * 8, heightDots);
  const dots = new Uint8Array(widthBytes * heightDots);
  for (let dot = 0; dot < widthBytes * 8 * heightDots; dot += 1)
    if ((data[dot * 4 + 3] ?? 0) > 110) dots[dot >> 3] = (dots[dot >> 3] ?? 0) | (0x80 >> (dot & 7));
  return dots;
}
