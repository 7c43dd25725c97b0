import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { BlockList } from '#renderer/features/customs/desk/BlockList.tsx';
import { CaseDrawer } from '#renderer/features/customs/desk/CaseDrawer.tsx';
import { CaseGrid } from '#renderer/features/customs/desk/CaseGrid.tsx';
import { DeskSummary } from '#renderer/features/customs/desk/DeskSummary.tsx';
import { FillBar } from '#renderer/features/customs/desk/FillBar.tsx';
import { NO_FILTER } from '#renderer/features/customs/desk/desk-filter.ts';
import type { DeskFilter } from '#renderer/features/customs/desk/desk-filter.ts';
import { SearchOutlined } from '#renderer/ui/icons.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import type { CaseRow } from '#shared/contract/customs-desk.ts';
import './desk.css';

/** Orders that cross a border: on the left what blocks them, on the right the orders, filled in one by one or many at once. */
export function DeskTab(): ReactNode {
  const { t } = useTranslation('customs-desk');
  const [location] = useLocation();
  const asked = decodeURIComponent(location.split('/')[3] ?? '');
  const [filter, setFilter] = useState<DeskFilter>({
    ...NO_FILTER,
    ...(asked === '' ? {} : { search: asked, state: null }),
  });
  const [selected, setSelected] = useState<ReadonlyMap<string, CaseRow>>(new Map());
  const [openId, setOpenId] = useState<string | null>(null);
  const overview = useQuery(orpc.customsDesk.overview.queryOptions());
  const change = (next: Partial<DeskFilter>): void => {
    setFilter({ ...filter, ...next });
    setSelected(new Map());
  };
  return (
    <div className="stack">
      <ProblemNote problem={overview.error ? problemOf(overview.error) : null} />
      {overview.data && <DeskSummary overview={overview.data} filter={filter} onFilter={change} />}
      <div className="desk">
        {overview.data && <BlockList overview={overview.data} filter={filter} onFilter={change} />}
        <div className="desk-orders">
          <Input.Search
            searchIcon={
              <>
                <SearchOutlined />
                <span className="visually-hidden">{t('search')}</span>
              </>
            }
            allowClear
            aria-label={t('search')}
            placeholder={t('search')}
            maxLength={60}
            defaultValue={filter.search}
            onSearch={(search) => change(search === '' ? { search } : { search, state: null })}
          />
          {selected.size > 0 && (
            <FillBar rows={[...selected.values()]} field={filter.field} onDone={() => setSelected(new Map())} />
          )}
          <CaseGrid filter={filter} selected={selected} onSelect={setSelected} onOpen={setOpenId} />
        </div>
      </div>
      {openId !== null && (
        <CaseDrawer orderId={openId} mayRelease={overview.data?.mayRelease ?? false} onClose={() => setOpenId(null)} />
      )}
    </div>
  );
}
