import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RestoreDialog } from '#renderer/features/safety/RestoreDialog.tsx';
import { client } from '#renderer/rpc/client.ts';
import type { BackupView, Outputs } from '#renderer/ui/contract-types.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

type Salvaged = Outputs['backups']['salvage'];

/** After damage: the newest backup that really opens is looked for at once and offered, beside what can be salvaged. */
export function DamagePanel({ onRestored }: { readonly onRestored: (undoId: string) => void }): ReactNode {
  const { t } = useTranslation('safety');
  const format = useFormat();
  const isAdmin = useHasRole('admin');
  const [restoring, setRestoring] = useState<BackupView | null>(null);
  const [salvaged, setSalvaged] = useState<Salvaged | null>(null);
  const lastGood = useQuery({ queryKey: ['last-good-backup'], queryFn: () => client.backups.lastGood(), retry: false });
  const salvage = useAct(() => client.backups.salvage(), { done: setSalvaged });
  const offered = lastGood.data;
  return (
    <Panel title={t('damage.title')}>
      <div className="stack">
        <p className="muted">{t('damage.intro')}</p>
        <ProblemNote problem={lastGood.error ? problemOf(lastGood.error) : null} />
        <div className="row" role="status">
          {lastGood.isLoading && t('damage.looking')}
          {offered === null && t('damage.noneGood')}
          {offered && (
            <strong>
              {t('damage.lastGood', {
                at: format.full(offered.backup.atMs),
                orders: format.count(offered.orders ?? 0),
              })}
            </strong>
          )}
          {offered && (
            <Button
              type="primary"
              disabled={!isAdmin}
              title={isAdmin ? undefined : t('common:adminOnly')}
              onClick={() => setRestoring(offered.backup)}
            >
              {t('restore.open')}
            </Button>
          )}
        </div>
        <ProblemNote problem={salvage.problem} onClose={salvage.clear} />
        <div className="row">
          <Button
            loading={salvage.busy}
            disabled={!isAdmin}
            title={isAdmin ? undefined : t('common:adminOnly')}
            onClick={() => salvage.run(undefined)}
          >
            {t('damage.salvage')}
          </Button>
          {salvaged && (
            <Button
              disabled={!isAdmin}
              title={isAdmin ? undefined : t('common:adminOnly')}
              onClick={() => setRestoring(salvaged.backup)}
            >
              {t('restore.open')}
            </Button>
          )}
        </div>
        {salvaged && <SalvagedRows salvaged={salvaged} />}
      </div>
      <RestoreDialog backup={restoring} onClose={() => setRestoring(null)} onDone={onRestored} />
    </Panel>
  );
}

function SalvagedRows({ salvaged }: { readonly salvaged: Salvaged }): ReactNode {
  const { t } = useTranslation('safety');
  const format = useFormat();
  const losses = salvaged.tables
    .filter(({ lost }) => lost !== 0)
    .map(({ name, lost }) =>
      t('common:pair', { name, text: lost === null ? t('damage.allLost') : format.count(lost) }),
    );
  return (
    <p role="status">
      {t('damage.salvaged', { orders: format.count(salvaged.orders ?? 0) })}{' '}
      <span className="mono">{losses.length === 0 ? t('damage.nothingLost') : losses.join(', ')}</span>
    </p>
  );
}
