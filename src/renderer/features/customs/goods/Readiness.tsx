import { Progress } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '#renderer/ui/Chip.tsx';
import { CheckCircleFilled, WarningFilled } from '#renderer/ui/icons.tsx';
import { GoodsLane } from '#shared/model/customs-readiness.ts';
import type { GoodsReadiness } from '#shared/model/customs-readiness.ts';

/** Gaps named while the list is closed; the reasons stand in it. */
const NAMED = 6;

/** How complete the stored data are, and what each destination still wants and why. */
export function Readiness({
  readiness,
  isDirty,
}: {
  readonly readiness: GoodsReadiness;
  readonly isDirty: boolean;
}): ReactNode {
  const { t } = useTranslation('customs-goods');
  return (
    <section className="goods-readiness" aria-label={t('readiness.title')}>
      <Progress
        type="circle"
        size={72}
        percent={readiness.score}
        format={(percent) => `${percent ?? 0}`}
        aria-label={t('column.score')}
      />
      <div className="stack-tight grow">
        <div className="row goods-chips">
          {GoodsLane.options.map((lane) => {
            const open = readiness.gaps.filter((entry) => entry.lane === lane).length;
            return (
              <Chip key={lane} tone={open === 0 ? 'go' : 'warn'}>
                {open === 0 ? <CheckCircleFilled /> : <WarningFilled />} {t(`lane.${lane}`)}
                {open > 0 && ` · ${open}`}
              </Chip>
            );
          })}
        </div>
        {readiness.gaps.length > 0 && (
          <details className="goods-gaps">
            <summary>
              {t('readiness.gaps', { n: readiness.gaps.length })}{' '}
              <span className="muted">
                {readiness.gaps
                  .slice(0, NAMED)
                  .map(({ gap }) => t(`gap.${gap}.name`))
                  .join(', ')}
                {readiness.gaps.length > NAMED && ' …'}
              </span>
            </summary>
            <ul>
              {readiness.gaps.map(({ gap, lane }) => (
                <li key={gap}>
                  <strong>{t(`gap.${gap}.name`)}</strong> <span className="muted">({t(`lane.${lane}`)})</span>{' '}
                  {t(`gap.${gap}.why`)}
                </li>
              ))}
            </ul>
          </details>
        )}
        {isDirty && <small className="muted">{t('readiness.afterSave')}</small>}
      </div>
    </section>
  );
}
