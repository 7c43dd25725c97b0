/** Both weights of styles/fonts.css. */
const FACES = ['400 16px "Packbench SC"', '700 16px "Packbench SC"'];
const WIDTH_PX = 24;
/** The last three are written so in simplified Chinese alone: a Japanese font lacks them. */
const SAMPLES = ['中', '们', '发', '龙'];

/**
 * On a PC without a Chinese font: waits for ours before anything is drawn. Text that Chromium lays out while a fallback
 * font is on its way keeps its empty boxes, also after the font has come. Elsewhere ours is not even named: standing in the
 * stacks, its ten megabytes would be fetched before the PC's own font is asked.
 */
export async function loadChineseFont(): Promise<void> {
  if (hasChinese()) return;
  await import('#renderer/app/styles/fonts.css');
  // A font that cannot be read is no reason to show nothing.
  await Promise.allSettled(FACES.map((face) => document.fonts.load(face, '中')));
}

/** Characters that look alike are empty boxes. */
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
  return new Set(SAMPLES.map(picture)).size === SAMPLES.length;
}
