import { CheckCircleOutlined, PrinterOutlined } from '#renderer/ui/icons.tsx';
import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PrintHistory } from '#renderer/features/jobs/PrintHistory.tsx';
import { PrintJobItems } from '#renderer/features/jobs/PrintJobItems.tsx';
import { useOpenPrints } from '#renderer/features/jobs/use-open-prints.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { needsDecision } from '#renderer/ui/print-tone.ts';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { RowProblems } from '#renderer/ui/RowProblems.tsx';

/** What asks a person comes first. */
const VIEWS = ['asking', 'open', 'all'] as const;
type View = (typeof VIEWS)[number];

/** Labels on their way to paper; those whose outcome is unknown ask here too. Behind them everything that ever was printed. */
export function PrintQueue(): ReactNode {
  const { t } = useTranslation('jobs');
  const [view, setView] = useState<View>('asking');
  const open = useOpenPrints();
  const jobs = open.data?.jobs ?? [];
  const asking = jobs.filter(needsDecision);
  const shown = view === 'asking' ? asking : jobs;
  return (
    <div className="stack">
      <Segmented
        value={view}
        onChange={setView}
        options={[
          { value: 'asking', label: `${t('print.asking')} ${asking.length}` },
          { value: 'open', label: `${t('print.open')} ${jobs.length}` },
          { value: 'all', label: t('print.all') },
        ]}
      />
      <ProblemNote problem={open.error ? problemOf(open.error) : null} />
      <RowProblems>
        {view === 'all' && <PrintHistory />}
        {view === 'asking' && open.data && asking.length === 0 && (
          <EmptyState icon={<CheckCircleOutlined />} title={t('print.calm')} hint={t('print.calmHint')} />
        )}
        {view === 'open' && open.data && jobs.length === 0 && (
          <EmptyState icon={<PrinterOutlined />} title={t('print.empty')} hint={t('print.emptyHint')} />
        )}
        {view !== 'all' && <PrintJobItems jobs={shown} />}
      </RowProblems>
    </div>
  );
}
