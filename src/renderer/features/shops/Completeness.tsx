import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hoursByDay } from '#renderer/features/shops/hours-by-day.ts';
import type { CompletenessHour } from '#renderer/features/shops/hours-by-day.ts';
import { useCompleteness } from '#renderer/features/shops/use-completeness.ts';
import { client } from '#renderer/rpc/client.ts';
import type { ShopView } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Proof that no paid order is missed: the platform's count beside ours, hour by hour; gaps name their orders and are fetched. */
export function Completeness({ shop }: { readonly shop: ShopView }): ReactNode {
  const { t } = useTranslation('shops');
  const format = useFormat();
  const [chosen, setChosen] = useState<CompletenessHour | null>(null);
  const report = useCompleteness(shop.id);
  const { missing } = report;
  const days = useMemo(() => hoursByDay(report.hours, format), [report.hours, format]);
  const fetchMissing = useAct(
    (numbers: string[]) => client.orders.fetchNumbers({ shopId: shop.id, numbers: numbers.slice(0, 200) }),
    {
      toast: (output) =>
        t('completeness.fetched', { n: output.results.filter((result) => result.outcome === 'applied').length }),
      done() {
        setChosen(null);
        report.again();
      },
    },
  );
  return (
    <div className="stack">
      <div className="row-between">
        <strong className={verdictClass()} role="status">
          {verdict()}
        </strong>
        <span className="row">
          {report.checkedAtMs !== null && (
            <span className="muted">
              {t('completeness.checked')} <TimeText atMs={report.checkedAtMs} />
            </span>
          )}
          <Button onClick={report.again} loading={report.counting}>
            {t('completeness.again')}
          </Button>
          <Button onClick={report.more} disabled={report.counting}>
            {t('completeness.more')}
          </Button>
          {missing.length > 0 && (
            <Button type="primary" loading={fetchMissing.busy} onClick={() => fetchMissing.run([...missing])}>
              {t('completeness.fetchAll')}
            </Button>
          )}
        </span>
      </div>
      <ProblemNote problem={report.problem} onRetry={report.again} />
      <ProblemNote problem={fetchMissing.problem} onClose={fetchMissing.clear} />
      <p className="muted">{t('completeness.legend')}</p>
      <div className="completeness-scroll">
        <table className="completeness">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{t('completeness.day')}</span>
              </th>
              {HOURS.map((hour) => (
                <th key={hour} scope="col">
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.name}>
                <th scope="row">{day.name}</th>
                {HOURS.map((hour) => (
                  <HourCell key={hour} hour={day.hours.get(hour)} onChoose={setChosen} label={`${day.name} ${hour}`} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {chosen && (
        <div className="panel panel-body stack" role="status">
          <strong>
            {t('common:pair', {
              name: format.short(chosen.hourStartMs),
              text: t('completeness.counts', { platform: chosen.platformCount, local: chosen.localCount }),
            })}
          </strong>
          {chosen.missing.length > 0 && (
            <>
              <span className="mono">{chosen.missing.join(', ')}</span>
              <Button
                type="primary"
                loading={fetchMissing.busy}
                onClick={() => fetchMissing.run(chosen.missing)}
                style={{ alignSelf: 'flex-start' }}
              >
                {t('completeness.fetch', { n: chosen.missing.length })}
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  );

  function verdictClass(): string {
    if (missing.length > 0) return 'completeness-bad';
    return report.counting ? 'completeness-counting' : 'completeness-good';
  }

  function verdict(): string {
    if (missing.length > 0) return t('completeness.missing', { n: missing.length });
    return t(report.counting ? 'completeness.counting' : 'completeness.complete');
  }
}

interface CellProps {
  readonly hour: CompletenessHour | undefined;
  readonly label: string;
  readonly onChoose: (hour: CompletenessHour) => void;
}

/** One hour: the platform's count above, ours below it. */
function HourCell({ hour, label, onChoose }: CellProps): ReactNode {
  const { t } = useTranslation('shops');
  if (!hour) return <td className="hour-none" />;
  const short = hour.missing.length > 0 || hour.localCount < hour.platformCount;
  const kind = short ? 'hour-bad' : hour.platformCount === 0 ? 'hour-zero' : 'hour-good';
  return (
    <td className={kind}>
      <button
        type="button"
        aria-label={t('common:pair', {
          name: label,
          text: t('completeness.counts', { platform: hour.platformCount, local: hour.localCount }),
        })}
        onClick={() => onChoose(hour)}
      >
        {hour.platformCount === 0 && hour.localCount === 0 ? (
          '·'
        ) : (
          <>
            <span>{hour.platformCount}</span>
            <span>{hour.localCount}</span>
          </>
        )}
      </button>
    </td>
  );
}
