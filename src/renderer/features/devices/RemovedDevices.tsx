import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { UndoOutlined } from '#renderer/ui/icons.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';

/** The way back after a device was removed: its settings were kept. */
export function RemovedDevices(): ReactNode {
  const { t } = useTranslation('devices');
  const removed = useQuery(orpc.devices.removed.queryOptions());
  const restore = useAct((id: string) => client.devices.restore({ id }), {
    toast: ({ name }) => t('restored', { name }),
  });
  const devices = removed.data?.devices ?? [];
  if (devices.length === 0 && !restore.problem) return null;
  return (
    <details className="removed-devices">
      <summary>{t('removedDevices', { n: devices.length })}</summary>
      <ProblemNote problem={restore.problem} onClose={restore.clear} />
      <ul>
        {devices.map((device) => (
          <li key={device.id} className="row-between">
            <span className="row">
              <strong>{device.name}</strong>
              <span className="muted">
                {t(`kindOne.${device.kind}`)} · {t('removedAt')} <TimeText atMs={device.removedAtMs} />
              </span>
            </span>
            <Button
              icon={<UndoOutlined />}
              loading={restore.input === device.id}
              aria-label={t('restoreNamed', { name: device.name })}
              onClick={() => restore.run(device.id)}
            >
              {t('restore')}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
