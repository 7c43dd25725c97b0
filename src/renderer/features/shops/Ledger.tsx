import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Investigations } from '#renderer/features/shops/Investigations.tsx';
import { LedgerCalendar } from '#renderer/features/shops/LedgerCalendar.tsx';
import { LedgerDay } from '#renderer/features/shops/LedgerDay.tsx';
import { LEDGER_COLUMNS, ledgerRow } from '#renderer/features/shops/ledger-csv.ts';
import { daysOfMonth, monthOf } from '#renderer/features/shops/month-days.ts';
import type { MonthDay } from '#renderer/features/shops/month-days.ts';
import { orpc } from '#renderer/rpc/client.ts';
import type { ShopView } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { saveFile } from '#renderer/ui/save-file.ts';
import { toCsv } from '#renderer/ui/to-csv.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

/** The kept proof that no paid order is missed: a month of days, each of which opens to its hours. */
export function Ledger({ shop }: { readonly shop: ShopView }): ReactNode {
  const { t } = useTranslation('sync');
  const { zone } = useFormat();
  const [month, setMonth] = useState(() => monthOf(Date.now(), zone));
  const [day, setDay] = useState<MonthDay | null>(null);
  const days = daysOfMonth(month, zone);
  const window = { id: shop.id, fromMs: days[0]?.startMs ?? 0, toMs: days.at(-1)?.endMs ?? 0 };
  const reports = useQuery(orpc.sync.reports.queryOptions({ input: window }));
  const found = reports.data?.days ?? [];
  return (
    <div className="stack">
      <div className="row-between">
        <span className="muted">{t('intro')}</span>
        <Button disabled={found.length === 0} onClick={exportCsv}>
          {t('export')}
        </Button>
      </div>
      <ProblemNote problem={reports.error ? problemOf(reports.error) : null} />
      {reports.data && found.length === 0 && <p className="muted">{t('empty')}</p>}
      <LedgerCalendar month={month} reports={found} chosen={day?.key ?? null} onMonth={setMonth} onChoose={setDay} />
      {day && <LedgerDay key={day.key} shop={shop} day={day} />}
      <Investigations shop={shop} />
    </div>
  );

  function exportCsv(): void {
    const head = LEDGER_COLUMNS.map((column) => t(`column.${column}`));
    const names = new Map(days.map((each) => [each.startMs, each.key]));
    const rows = found.map((report) =>
      ledgerRow(report, {
        shop: shop.name,
        day: names.get(report.dayStartMs) ?? '',
        isFinal: t(report.isFinal ? 'common:yes' : 'common:no'),
      }),
    );
    saveFile(`packbench-ledger-${shop.channelId}-${month}.csv`, toCsv([head, ...rows]), 'text/csv;charset=utf-8');
  }
}
