import { BarcodeOutlined, DashboardOutlined, PlusOutlined, PrinterOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeviceCard } from '#renderer/features/devices/DeviceCard.tsx';
import { DeviceForm } from '#renderer/features/devices/DeviceForm.tsx';
import { PlatformDocumentForm } from '#renderer/features/devices/PlatformDocumentForm.tsx';
import { PrinterRoles } from '#renderer/features/devices/PrinterRoles.tsx';
import { RemovedDevices } from '#renderer/features/devices/RemovedDevices.tsx';
import { ScaleCheckDialog } from '#renderer/features/devices/ScaleCheckDialog.tsx';
import { orpc } from '#renderer/rpc/client.ts';
import type { DeviceView } from '#renderer/ui/contract-types.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { PageFrame } from '#renderer/ui/PageFrame.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { RowProblems } from '#renderer/ui/RowProblems.tsx';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import './devices.css';

type Kind = DeviceView['kind'];

const KINDS: readonly { kind: Kind; icon: ReactNode }[] = [
  { kind: 'printer', icon: <PrinterOutlined /> },
  { kind: 'scale', icon: <DashboardOutlined /> },
  { kind: 'scanner', icon: <BarcodeOutlined /> },
];

/** Everything with a cable or an address: how it is, what it said last, how to add one. */
export function DevicesPage(): ReactNode {
  const { t } = useTranslation('devices');
  const [editing, setEditing] = useState<{ kind: Kind; device: DeviceView | null } | null>(null);
  const [checking, setChecking] = useState<DeviceView | null>(null);
  const [printing, setPrinting] = useState<DeviceView | null>(null);
  const isLead = useHasRole('lead');
  const devices = useQuery(orpc.devices.list.queryOptions({ refetchInterval: 5_000 }));
  return (
    <PageFrame
      title={t('title')}
      intro={t('intro')}
      problem={devices.error ? problemOf(devices.error) : null}
      onRetry={() => void devices.refetch()}
    >
      {KINDS.map(({ kind, icon }) => {
        const own = (devices.data?.devices ?? []).filter((device) => device.kind === kind);
        return (
          <section key={kind} className="stack" aria-label={t(`kind.${kind}`)}>
            <div className="row-between">
              <h2>
                {icon} {t(`kind.${kind}`)}
              </h2>
              <Button
                icon={<PlusOutlined />}
                disabled={!isLead}
                title={isLead ? undefined : t('common:leadOnly')}
                onClick={() => setEditing({ kind, device: null })}
              >
                {t(`add.${kind}`)}
              </Button>
            </div>
            {devices.isLoading && <Skeleton active paragraph={{ rows: 2 }} />}
            {devices.data && own.length === 0 && (
              <EmptyState icon={icon} title={t(`empty.${kind}`)} hint={t(`emptyHint.${kind}`)} />
            )}
            {kind !== 'scanner' && own.length > 1 && !own.some((device) => device.isDefault) && (
              <p className="muted" role="status">
                {t('noDefault', { name: own.find((device) => device.enabled)?.name ?? own[0]?.name })}
              </p>
            )}
            <RowProblems>
              <div className="device-cards">
                {own.map((device) => (
                  <DeviceCard
                    key={device.id}
                    device={device}
                    onEdit={() => setEditing({ kind, device })}
                    onCheck={() => setChecking(device)}
                    onPrint={() => setPrinting(device)}
                  />
                ))}
              </div>
            </RowProblems>
          </section>
        );
      })}
      {devices.data && <PrinterRoles devices={devices.data.devices} />}
      {isLead && <RemovedDevices />}
      {printing && <PlatformDocumentForm device={printing} onClose={() => setPrinting(null)} />}
      {checking && (
        <ScaleCheckDialog
          device={devices.data?.devices.find(({ id }) => id === checking.id) ?? withoutWeight(checking)}
          onClose={() => setChecking(null)}
        />
      )}
      {editing && <DeviceForm kind={editing.kind} device={editing.device} onClose={() => setEditing(null)} />}
    </PageFrame>
  );
}

/** A scale that was removed: what it said last is no weight any more. */
function withoutWeight(device: DeviceView): DeviceView {
  return { ...device, live: { ...device.live, grams: null, stable: false } };
}
