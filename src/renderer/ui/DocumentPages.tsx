import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import './print-preview.css';

/** The first pages of a document, one at a time. */
export function DocumentPages({
  pages,
  widthMm,
}: {
  readonly pages: readonly { readonly pngBase64: string }[];
  readonly widthMm: number;
}): ReactNode {
  const { t } = useTranslation('printing');
  const [chosen, choose] = useState(0);
  const at = Math.min(chosen, pages.length - 1);
  const page = pages[at];
  return (
    <div className="document-pages">
      {page && (
        <img
          className="print-preview"
          // Small labels are not blown up to the size of a waybill.
          style={{ width: Math.min(280, Math.round(widthMm * 4)) }}
          src={`data:image/png;base64,${page.pngBase64}`}
          alt={t('document.pageOf', { page: at + 1, pages: pages.length })}
        />
      )}
      {pages.length > 1 && (
        <div className="row">
          <Button aria-label={t('document.before')} disabled={at === 0} onClick={() => choose(at - 1)}>
            ‹
          </Button>
          <span className="muted">{t('document.pageOf', { page: at + 1, pages: pages.length })}</span>
          <Button aria-label={t('document.after')} disabled={at === pages.length - 1} onClick={() => choose(at + 1)}>
            ›
          </Button>
        </div>
      )}
    </div>
  );
}
