import { Input, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DocumentDialog } from '#renderer/ui/DocumentDialog.tsx';

/** Labels for shelves: one, or every one from here to there. */
export function LocationLabelDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('stock');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [copies, setCopies] = useState<number | null>(1);
  const first = useDeferredValue(from.trim());
  const last = useDeferredValue(to.trim());
  return (
    <DocumentDialog
      title={t('shelves.title')}
      subject={
        first === '' || copies === null ? null : { kind: 'location', from: first, ...(last && { to: last }), copies }
      }
      fields={
        <>
          <p className="muted">{t('shelves.hint')}</p>
          <label className="stack-tight">
            <span>{t('shelves.from')}</span>
            <Input
              autoFocus
              className="mono"
              maxLength={40}
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            />
          </label>
          <label className="stack-tight">
            <span>{t('shelves.to')}</span>
            <Input className="mono" maxLength={40} value={to} onChange={(event) => setTo(event.target.value)} />
          </label>
          <label className="stack-tight">
            <span>{t('labels.copiesEach')}</span>
            <InputNumber min={1} max={1000} precision={0} value={copies} onChange={setCopies} style={{ width: 160 }} />
          </label>
        </>
      }
      onClose={onClose}
    />
  );
}
