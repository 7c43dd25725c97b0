import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '#renderer/features/shops/http/DraftFields.tsx';

/** What of a row becomes which field of an order. */
export function MappingStep(): ReactNode {
  const { t } = useTranslation('http-api');
  return (
    <div className="stack">
      <TextField path="mapping" name="mapping" rows={18} />
      <details>
        <summary>{t('fieldsOfAnOrder')}</summary>
        <pre className="http-code">{t('fieldList')}</pre>
      </details>
    </div>
  );
}
