import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClearanceTable } from '#renderer/features/customs/board/ClearanceTable.tsx';
import { DeskTable } from '#renderer/features/customs/board/DeskTable.tsx';
import { HeatMap } from '#renderer/features/customs/board/HeatMap.tsx';
import { PeriodPicker } from '#renderer/features/customs/board/PeriodPicker.tsx';
import type { Period } from '#renderer/features/customs/board/PeriodPicker.tsx';
import { useBoardCsv } from '#renderer/features/customs/board/use-board-csv.ts';
import { orpc } from '#renderer/rpc/client.ts';
import { DownloadOutlined } from '#renderer/ui/icons.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { dayStart } from '#renderer/ui/day-start.ts';
import { saveFile } from '#renderer/ui/save-file.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useStatusPart } from '#renderer/ui/use-status-part.ts';
import './board.css';

const DAY_MS = 86_400_000;

/** How customs took the parcels of a period, and what held orders back before they went. */
export function BoardTab(): ReactNode {
  const { t } = useTranslation('customs-board');
  const format = useFormat();
  const csvOf = useBoardCsv();
  const [period, setPeriod] = useState<Period>({ days: 30, fromDay: '', toDay: '' });
  // Rounded to the hour: the period of a window that stays open moves on, and is not another one with each drawing.
  const nowMs = useStatusPart((status) => Math.ceil(status.nowMs / 3_600_000) * 3_600_000) ?? 0;
  const fromMs = dayStart(period.fromDay, format.zone) ?? Math.max(0, nowMs - period.days * DAY_MS);
  const toMs = (dayStart(period.toDay, format.zone) ?? nowMs - DAY_MS) + DAY_MS - 1;
  const board = useQuery({
    ...orpc.customsBoard.read.queryOptions({ input: { fromMs, toMs: Math.max(fromMs, toMs) } }),
    enabled: nowMs > 0,
  });
  return (
    <div className="stack">
      <div className="row board-head">
        <PeriodPicker period={period} onPeriod={setPeriod} />
        <Button
          icon={<DownloadOutlined />}
          disabled={!board.data}
          onClick={() => board.data && saveFile('customs-board.csv', csvOf(board.data), 'text/csv')}
        >
          {t('csv')}
        </Button>
      </div>
      <ProblemNote problem={board.error ? problemOf(board.error) : null} />
      {board.data && (
        <>
          <Panel title={t('clearance.title')}>
            <ClearanceTable board={board.data} />
          </Panel>
          <Panel title={t('desk.title')} flush>
            <DeskTable board={board.data} />
          </Panel>
          <Panel title={t('heat.title')}>
            <HeatMap board={board.data} />
          </Panel>
        </>
      )}
    </div>
  );
}
