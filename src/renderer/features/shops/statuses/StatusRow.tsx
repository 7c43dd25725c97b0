import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Asked } from '#renderer/features/shops/statuses/StatusDialog.tsx';
import { useMeaningText } from '#renderer/features/shops/statuses/use-meaning-text.ts';
import type { StatusMapping } from '#renderer/features/shops/statuses/use-meaning-text.ts';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import { useRowAct } from '#renderer/ui/use-row-act.ts';

interface Props {
  readonly channelId: string;
  readonly row: StatusMapping;
  readonly onAsk: (asked: Asked) => void;
}

/** One status: what it means, who said so, and the way back to what the connector says. */
export function StatusRow({ channelId, row, onAsk }: Props): ReactNode {
  const { t } = useTranslation('statuses');
  const meaning = useMeaningText();
  const isAdmin = useHasRole('admin');
  const { axis, vendorStatus } = row;
  const reset = useRowAct(
    vendorStatus,
    () => client.channelStatuses.reset({ channelId, axis, vendorStatus, seen: row.meaning }),
    {
      toast: t(row.builtIn ? 'backToOwn' : 'forgotten'),
    },
  );
  return (
    <>
      <tr>
        <td className="mono">{vendorStatus}</td>
        <td>{meaning(row.meaning)}</td>
        <td>
          {row.edited === null && <span className="muted">{t('origin.builtIn')}</span>}
          {row.edited && (
            <span title={row.edited.reason}>
              {row.edited.by} · <TimeText atMs={row.edited.atMs} />
              {row.builtIn && <span className="muted"> {t('origin.instead', { meaning: meaning(row.builtIn) })}</span>}
            </span>
          )}
        </td>
        <td className="num">
          {isAdmin && row.edited && (
            <Button size="small" type="text" loading={reset.busy} onClick={() => reset.run(undefined)}>
              {t(row.builtIn ? 'reset' : 'forget')}
            </Button>
          )}
          {isAdmin && (
            <Button
              size="small"
              aria-label={t('changeStatus', { status: vendorStatus })}
              onClick={() => onAsk({ axis, vendorStatus, seen: row.meaning, waitingCount: 0 })}
            >
              {t('common:edit')}
            </Button>
          )}
        </td>
      </tr>
      {reset.problem && (
        <tr>
          <td colSpan={4}>
            <ProblemNote problem={reset.problem} onClose={reset.clear} />
          </td>
        </tr>
      )}
    </>
  );
}
