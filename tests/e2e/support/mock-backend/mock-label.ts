/** Draws something that looks like a waybill: enough to judge the screens around it. */
export function drawLabel(trackingNumber: string, recipient: string): string {
  const canvas = document.createElement('canvas');
  canvas.width = 400;
  canvas.height = 600;
  const context = canvas.getContext('2d');
  if (!context) return '';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 400, 600);
  context.fillStyle = '#000';
  context.strokeRect(8, 8, 384, 584);
  context.font = '700 34px sans-serif';
  context.fillText('571W-A07', 24, 60);
  context.font = '20px sans-serif';
  context.fillText(recipient, 24, 300);
  context.fillText('浙江省杭州市西湖区 ***', 24, 332);
  for (let x = 24, index = 0; x < 376; index += 1) {
    const width = 1 + ((index * 7 + trackingNumber.length * 3) % 4);
    if (index % 2 === 0) context.fillRect(x, 96, width, 110);
    x += width;
  }
  context.font = '22px monospace';
  context.fillText(trackingNumber, 90, 238);
  context.fillRect(8, 256, 384, 2);
  context.fillRect(8, 420, 384, 2);
  return canvas.toDataURL('image/png').split(',')[1] ?? '';
}
