import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';

type Way = Outputs['sync']['tracks']['ways'][number];

/** Each way in which changes come, whether it is open, and how late it runs. */
export function WayRows({ ways }: { readonly ways: readonly Way[] }): ReactNode {
  const { t } = useTranslation('pushes');
  const lateness = useLateness();
  return (
    <table className="ways">
      <caption className="visually-hidden">{t('ways.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('ways.way')}</th>
          <th scope="col">{t('ways.half')}</th>
          <th scope="col">{t('ways.most')}</th>
          <th scope="col">{t('ways.last')}</th>
          <th scope="col">{t('ways.count')}</th>
        </tr>
      </thead>
      <tbody>
        {ways.map((way) => (
          <tr key={way.way}>
            <th scope="row">
              {t(`ways.names.${way.way}`)}{' '}
              <Chip tone={way.inUse ? 'go' : 'warn'}>{t(way.inUse ? 'ways.inUse' : 'ways.away')}</Chip>
            </th>
            <td>{lateness(way.halfMs)}</td>
            <td>
              {lateness(way.mostMs)}
              {way.waitedMostMs !== null && (
                <span className="muted"> ({t('ways.waited', { time: lateness(way.waitedMostMs) })})</span>
              )}
            </td>
            <td>
              {lateness(way.lastMs)}
              {way.lastAtMs !== null && (
                <span className="muted">
                  {' '}
                  <TimeText atMs={way.lastAtMs} />
                </span>
              )}
            </td>
            <td>{way.count}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function useLateness(): (ms: number | null) => string {
  const { t } = useTranslation('sync');
  const format = useFormat();
  return (ms) => {
    if (ms === null) return '—';
    if (ms < 120_000) return t('ways.seconds', { n: format.count(Math.round(ms / 1000)) });
    return t('ways.minutes', { n: format.count(Math.round(ms / 60_000)) });
  };
}
