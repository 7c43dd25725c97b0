import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ImportOutlined } from '#renderer/ui/icons.tsx';

/** More dots than the widest label has help nobody. */
const MAX_SIDE = 1_200;

/** Takes any picture that the window can show and makes the plain PNG of it that layouts hold. */
export function ImagePicker({ onPick }: { readonly onPick: (pngBase64: string) => void }): ReactNode {
  const { t } = useTranslation('templates');
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div className="template-field-wide">
      <Button size="small" icon={<ImportOutlined />} onClick={() => picker.current?.click()}>
        {t('choosePicture')}
      </Button>
      <input
        ref={picker}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/svg+xml"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('choosePicture')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) void toPng(file).then(onPick, () => undefined);
          event.target.value = '';
        }}
      />
    </div>
  );
}

async function toPng(file: File): Promise<string> {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').replace('data:image/png;base64,', '');
}
