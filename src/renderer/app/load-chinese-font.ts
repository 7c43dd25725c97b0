/** Both weights of styles/fonts.css. */
const FACES = ['400 16px "Packbench SC"', '700 16px "Packbench SC"'];
const WIDTH_PX = 24;

/**
 * On a PC without a Chinese font: waits for ours before anything is drawn. Text that Chromium lays out while a fallback
 * font is on its way keeps its empty boxes, also after the font has come.
 */
export async function loadChineseFont(): Promise<void> {
  if (hasChinese()) return;
  // A font that cannot be read is no reason to show nothing.
  await Promise.allSettled(FACES.map((face) => document.fonts.load(face, '中')));
}

/** Two characters that look alike are two empty boxes. */
function hasChinese(): boolean {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return true;
  const picture = (text: string): string => {
    context.clearRect(0, 0, WIDTH_PX, WIDTH_PX);
    context.fillText(text, 0, WIDTH_PX - 6);
    return context.getImageData(0, 0, WIDTH_PX, WIDTH_PX).data.join(',');
  };
  context.font = '16px sans-serif';
  return picture('中') !== picture('国');
}
