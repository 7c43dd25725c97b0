import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import type { ProfileDetail } from '#shared/contract/customs-desk.ts';

/** Who changed which parts of a sender, newest first. */
export function SenderHistory({ history }: { readonly history: ProfileDetail['history'] }): ReactNode {
  const { t } = useTranslation('customs-desk');
  if (history.length === 0) return null;
  return (
    <details>
      <summary>{t('senders.history')}</summary>
      <table className="plain-table">
        <tbody>
          {history.map((entry) => (
            <tr key={entry.version}>
              <td className="num">{entry.version}</td>
              <td>
                <TimeText atMs={entry.savedAtMs} />
              </td>
              <td>{entry.savedBy}</td>
              <td className="mono">{entry.changed.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
