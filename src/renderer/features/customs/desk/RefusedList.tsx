import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CloseOutlined } from '#renderer/ui/icons.tsx';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';
import type { Problem } from '#shared/contract/common.ts';

interface Props {
  readonly refused: readonly { readonly orderId: string; readonly orderNumber: string; readonly problem: Problem }[];
  readonly onClose: () => void;
}

/** Orders of many that were left as they are, each with its reason. */
export function RefusedList({ refused, onClose }: Props): ReactNode {
  const { t } = useTranslation('customs-desk');
  const textOf = useProblemText();
  if (refused.length === 0) return null;
  return (
    <div className="desk-refused" role="alert">
      <div className="grow stack-tight">
        <strong>{t('refused', { n: refused.length })}</strong>
        <ul>
          {refused.map(({ orderId, orderNumber, problem }) => (
            <li key={orderId}>
              <span className="mono">{orderNumber}</span>
              {t('common:pair', { name: '', text: textOf(problem).title })}
            </li>
          ))}
        </ul>
      </div>
      <Button type="text" aria-label={t('common:close')} icon={<CloseOutlined />} onClick={onClose} />
    </div>
  );
}
