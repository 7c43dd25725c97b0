import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Asked } from '#renderer/features/shops/statuses/StatusDialog.tsx';
import type { UnmappedStatus } from '#renderer/features/shops/statuses/use-meaning-text.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

interface Props {
  readonly unmapped: readonly UnmappedStatus[];
  readonly onAsk: (asked: Asked) => void;
}

/** Statuses that came and stand in no table; their orders are parked until a person says what they mean. */
export function UnmappedList({ unmapped, onAsk }: Props): ReactNode {
  const { t } = useTranslation('statuses');
  const isAdmin = useHasRole('admin');
  if (unmapped.length === 0) return null;
  return (
    <section className="stack-tight" aria-label={t('unmapped.title')}>
      <h3>{t('unmapped.title')}</h3>
      <ul className="plain-list">
        {unmapped.map(({ axis, vendorStatus, messageCount, exampleNumber, looksLike }) => (
          <li key={`${axis} ${vendorStatus}`} className="row-between">
            <span className="row">
              <Chip tone="stop">{t(`axis.${axis}`)}</Chip>
              <strong className="mono">{vendorStatus}</strong>
              <span>{t('unmapped.waiting', { n: messageCount })}</span>
              {exampleNumber !== null && <span className="muted mono">{exampleNumber}</span>}
              {looksLike !== null && <span>{t('unmapped.looksLike', { status: looksLike })}</span>}
            </span>
            {looksLike === null && (
              <Button
                type="primary"
                disabled={!isAdmin}
                title={isAdmin ? undefined : t('common:adminOnly')}
                onClick={() => onAsk({ axis, vendorStatus, seen: null, waitingCount: messageCount })}
              >
                {t('unmapped.explain')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
