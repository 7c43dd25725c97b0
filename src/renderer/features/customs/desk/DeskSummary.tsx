import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskFilter } from '#renderer/features/customs/desk/desk-filter.ts';
import { RepliesDialog } from '#renderer/features/customs/desk/RepliesDialog.tsx';
import { SendersDrawer } from '#renderer/features/customs/desk/SendersDrawer.tsx';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import { client } from '#renderer/rpc/client.ts';
import { ImportOutlined, SettingOutlined, UndoOutlined } from '#renderer/ui/icons.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import type { DeskOverview } from '#shared/contract/customs-desk.ts';

interface Props {
  readonly overview: DeskOverview;
  readonly filter: DeskFilter;
  readonly onFilter: (change: Partial<DeskFilter>) => void;
}

const SHOWN_STATES = ['blocked', 'overridden', 'warned', 'complete'] as const;

/** How many orders stand where, and what can be done for all of them. */
export function DeskSummary({ overview, filter, onFilter }: Props): ReactNode {
  const { t } = useTranslation('customs-desk');
  const text = useFieldText();
  const [shows, setShows] = useState<'senders' | 'replies' | null>(null);
  const isLead = useHasRole('lead');
  const undo = useAct((fillId: string) => client.customsDesk.undoFill({ fillId }), {
    toast: ({ undone, kept }) => t(kept > 0 ? 'undo.someKept' : 'undo.done', { undone, kept }),
  });
  const recheck = useAct(() => client.customsDesk.recheck({ orderIds: [] }), { toast: t('recheck.queued') });
  return (
    <div className="stack">
      <div className="row desk-summary">
        <div className="row" role="group" aria-label={t('states')}>
          {SHOWN_STATES.map((state) => (
            <button
              key={state}
              type="button"
              className={`desk-state desk-state-${state}`}
              aria-pressed={filter.state === state}
              onClick={() => onFilter({ state: filter.state === state ? null : state, field: null })}
            >
              <span className="desk-number">{overview.states[state]}</span>
              <span>{t(`state.${state}`)}</span>
            </button>
          ))}
          {overview.due > 0 && <span className="muted">{t('due', { n: overview.due })}</span>}
        </div>
        <div className="row desk-acts">
          {overview.lastFill && (
            <Button
              icon={<UndoOutlined />}
              title={text.field(overview.lastFill.field)}
              loading={undo.busy}
              onClick={() => overview.lastFill && undo.run(overview.lastFill.id)}
            >
              {t('undo.button', { n: overview.lastFill.orders })}
            </Button>
          )}
          <Button icon={<ImportOutlined />} onClick={() => setShows('replies')}>
            {t('replies.button')}
          </Button>
          <Button loading={recheck.busy} onClick={() => recheck.run(undefined)}>
            {t('recheck.all')}
          </Button>
          <Button
            icon={<SettingOutlined />}
            disabled={!isLead}
            title={isLead ? undefined : t('common:leadOnly')}
            onClick={() => setShows('senders')}
          >
            {t('senders.button')}
          </Button>
        </div>
      </div>
      <ProblemNote problem={undo.problem ?? recheck.problem} onClose={undo.problem ? undo.clear : recheck.clear} />
      {shows === 'senders' && <SendersDrawer onClose={() => setShows(null)} />}
      {shows === 'replies' && <RepliesDialog onClose={() => setShows(null)} />}
    </div>
  );
}
