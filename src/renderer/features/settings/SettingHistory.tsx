import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingField } from '#renderer/ui/setting-fields.ts';
import { showValue } from '#renderer/ui/show-value.ts';
import { orpc } from '#renderer/rpc/client.ts';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';

/** Earlier values: who set what when. */
export function SettingHistory({ name, field }: { readonly name: string; readonly field: SettingField }): ReactNode {
  const { t } = useTranslation('settings');
  const history = useQuery(orpc.settings.history.queryOptions({ input: { name } }));
  if (history.error) return <ProblemNote problem={problemOf(history.error)} />;
  if (!history.data) return <Skeleton active paragraph={{ rows: 2 }} />;
  return (
    <table className="plain-table">
      <tbody>
        {history.data.versions.map((version) => (
          <tr key={version.version}>
            <td>{showValue(name, field, version.value, t)}</td>
            <td>
              <TimeText atMs={version.atMs} long />
            </td>
            <td>{version.actorName}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
