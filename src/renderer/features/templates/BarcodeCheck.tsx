import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TemplatePreview } from '#renderer/ui/contract-types.ts';
import { CheckCircleFilled, CloseCircleFilled } from '#renderer/ui/icons.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';

/** What a scanner would read from this very bitmap, and why it would not be sent if it would not. */
export function BarcodeCheck({ preview }: { readonly preview: TemplatePreview }): ReactNode {
  const { t } = useTranslation('templates');
  const isRead = preview.problem === null;
  return (
    <div className="stack-tight">
      <strong role="status">
        {isRead ? (
          <CheckCircleFilled style={{ color: 'var(--go)' }} />
        ) : (
          <CloseCircleFilled style={{ color: 'var(--stop)' }} />
        )}{' '}
        {t(isRead ? 'barcodesRead' : 'barcodesFailed', { count: preview.barcodes.length })}
      </strong>
      {preview.barcodes.map((barcode) => (
        <span key={`${barcode.symbology}${barcode.text}`} className="mono">
          {barcode.symbology} · {barcode.moduleMm} mm · {barcode.text.replaceAll('\u001d', '␝')}
        </span>
      ))}
      {preview.replacedCharacters.length > 0 && (
        <span>{t('replaced', { characters: preview.replacedCharacters.join(' ') })}</span>
      )}
      <ProblemNote problem={preview.problem} />
    </div>
  );
}
