import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { MonthDay } from '#renderer/features/shops/month-days.ts';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { ShopView } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { LedgerFinding, LedgerHour } from '#shared/contract/sync.ts';

/** One day of the ledger: its hours, and each order that differed with the reason. */
export function LedgerDay({ shop, day }: { readonly shop: ShopView; readonly day: MonthDay }): ReactNode {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const window = { id: shop.id, fromMs: day.startMs, toMs: day.endMs };
  const hours = useQuery(orpc.sync.ledger.queryOptions({ input: window }));
  const findings = useQuery(orpc.sync.findings.queryOptions({ input: window }));
  const count = useAct(() => client.sync.countNow(window), { toast: t('counting') });
  const failed = hours.error ?? findings.error;
  const problem = hours.data?.hours.find((hour) => hour.problem)?.problem;
  return (
    <section className="panel panel-body stack" aria-label={day.key}>
      <div className="row-between">
        <h4>{format.day(day.startMs)}</h4>
        <Button loading={count.busy} disabled={!shop.enabled} onClick={() => count.run(undefined)}>
          {t('countDay')}
        </Button>
      </div>
      <ProblemNote problem={failed ? problemOf(failed) : (count.problem ?? problem)} />
      {hours.data?.hours.length === 0 && <p className="muted">{t('dayEmpty')}</p>}
      {hours.data && hours.data.hours.length > 0 && <Hours hours={hours.data.hours} currency={shop.currency} />}
      {findings.data && findings.data.findings.length > 0 && (
        <Findings findings={findings.data.findings} currency={shop.currency} />
      )}
    </section>
  );
}

function Hours({ hours, currency }: { readonly hours: readonly LedgerHour[]; readonly currency: string }): ReactNode {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const amountThere = ({ checkedAtMs, platformMinor }: LedgerHour): string => {
    if (platformMinor !== null) return format.money(platformMinor, currency);
    return checkedAtMs === null ? '' : t('notTold');
  };
  return (
    <div className="ledger-scroll">
      <table className="ledger-table">
        <thead>
          <tr>
            {['hour', 'platform', 'here', 'platformAmount', 'hereAmount', 'state', 'counted', 'next'].map((column) => (
              <th key={column} scope="col">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hours.map((hour) => (
            <tr key={hour.hourStartMs}>
              <th scope="row">{format.time(hour.hourStartMs).slice(0, 5)}</th>
              <td>{hour.checkedAtMs === null ? '' : hour.platformCount}</td>
              <td>{hour.checkedAtMs === null ? '' : hour.localCount}</td>
              <td>{amountThere(hour)}</td>
              <td>
                {hour.localMinor === null || hour.checkedAtMs === null ? '' : format.money(hour.localMinor, currency)}
              </td>
              <td>
                <HourState hour={hour} />
              </td>
              <td>{hour.checkedAtMs === null ? '' : <TimeText atMs={hour.checkedAtMs} />}</td>
              <td>
                {hour.nextCheckAtMs === null ? (
                  hour.checkedAtMs !== null && t('last')
                ) : (
                  <TimeText atMs={hour.nextCheckAtMs} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HourState({ hour }: { readonly hour: LedgerHour }): ReactNode {
  const { t } = useTranslation('sync');
  if (hour.checkedAtMs === null) return <Chip>{t(hour.nextCheckAtMs === null ? 'hour.leftOut' : 'hour.waiting')}</Chip>;
  if (hour.openCount > 0) return <Chip tone="stop">{t('hour.open', { n: hour.openCount })}</Chip>;
  if (hour.settledCount > 0) return <Chip tone="warn">{t('hour.settled', { n: hour.settledCount })}</Chip>;
  return <Chip tone="go">{t('hour.good')}</Chip>;
}

interface FindingsProps {
  readonly findings: readonly LedgerFinding[];
  readonly currency: string;
}

function Findings({ findings, currency }: FindingsProps): ReactNode {
  const { t } = useTranslation('sync');
  const format = useFormat();
  const money = (minor: number | null): string => (minor === null ? '—' : format.money(minor, currency));
  return (
    <div className="ledger-scroll">
      <table className="ledger-table">
        <caption>{t('findings')}</caption>
        <thead>
          <tr>
            {['number', 'kind', 'reason', 'found'].map((column) => (
              <th key={column} scope="col">
                {t(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {findings.map((each) => (
            <tr key={`${each.hourStartMs} ${each.kind} ${each.externalNumber}`}>
              <td className="mono">
                {each.orderId ? (
                  <Link href={`/orders/${each.orderId}`} title={each.externalNumber}>
                    {each.displayNumber ?? each.externalNumber}
                  </Link>
                ) : (
                  each.externalNumber
                )}
              </td>
              <td>
                {t(`kind.${each.kind}`)}
                {each.kind === 'amount' && ` ${money(each.platformMinor)} / ${money(each.localMinor)}`}
              </td>
              <td>
                <Chip tone={each.settledAtMs === null ? 'stop' : 'neutral'}>{t(`reason.${each.reason}`)}</Chip>
              </td>
              <td>
                <TimeText atMs={each.foundAtMs} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
