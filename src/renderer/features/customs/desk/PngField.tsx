import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly label: string;
  /** PNG in base64; given by the form. */
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}

/** What base64 makes of it must fit in the profile. */
const MOST_BYTES = 180_000;

/** Of the file that is chosen; a photo of a stamp has some. */
const MOST_FILE_BYTES = 20_000_000;
/** Longest side in pixels: the first that fits into the profile is taken. 40 mm at 600 dpi are 945. */
const SIDES = [1_000, 700, 450, 250];

/**
 * Any picture that the browser can show as a small PNG: smaller, without what a camera wrote beside it, and plain enough for papers.
 * Null where it fits in no size. @throws DOMException for what is no picture
 */
async function smallPng(file: File): Promise<Uint8Array | null> {
  const picture = await createImageBitmap(file);
  try {
    for (const side of SIDES) {
      const scale = Math.min(1, side / Math.max(picture.width, picture.height));
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.round(picture.width * scale));
      canvas.height = Math.max(1, Math.round(picture.height * scale));
      canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise<Blob | null>((resolve) => {
        canvas.toBlob(resolve, 'image/png');
      });
      if (blob && blob.size <= MOST_BYTES) return new Uint8Array(await blob.arrayBuffer());
    }
    return null;
  } finally {
    picture.close();
  }
}

/** A small picture for papers: chosen as a PNG or JPEG file, shown, taken out again. */
export function PngField({ label, value = '', onChange }: Props): ReactNode {
  const { t } = useTranslation('customs-desk');
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState('');
  const take = async (file: File): Promise<void> => {
    if (file.size > MOST_FILE_BYTES) return setFault(t('png.tooLarge'));
    const bytes = await smallPng(file).catch(() => undefined);
    if (!bytes) return setFault(t(bytes === null ? 'png.tooLarge' : 'png.notPng'));
    setFault('');
    onChange?.(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')));
  };
  return (
    <div className="stack-tight">
      {value !== '' && <img className="desk-png" alt={label} src={`data:image/png;base64,${value}`} />}
      <div className="row">
        <Button onClick={() => input.current?.click()}>{t('png.choose')}</Button>
        {value !== '' && <Button onClick={() => onChange?.('')}>{t('common:remove')}</Button>}
      </div>
      {fault !== '' && <span role="alert">{fault}</span>}
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg"
        hidden
        aria-label={label}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) void take(file);
        }}
      />
    </div>
  );
}
