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

/** A small picture for papers: chosen as a PNG file, shown, taken out again. */
export function PngField({ label, value = '', onChange }: Props): ReactNode {
  const { t } = useTranslation('customs-desk');
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState('');
  const take = async (file: File): Promise<void> => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const isPng = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a].every((byte, index) => bytes[index] === byte);
    if (!isPng || bytes.length > MOST_BYTES) return setFault(t(isPng ? 'png.tooLarge' : 'png.notPng'));
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
        accept="image/png"
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
