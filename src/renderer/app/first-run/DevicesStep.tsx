import { CheckCircleFilled, DashboardOutlined, PrinterOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeviceForm } from '#renderer/features/devices/DeviceForm.tsx';
import { orpc } from '#renderer/rpc/client.ts';

/** Printer and scale, now or later. */
export function DevicesStep({ onNext }: { readonly onNext: () => void }): ReactNode {
  const { t } = useTranslation('first-run');
  const [adding, setAdding] = useState<'printer' | 'scale' | null>(null);
  const devices = useQuery(orpc.devices.list.queryOptions()).data?.devices ?? [];
  return (
    <>
      <p>{t('devices.intro')}</p>
      {devices.map((device) => (
        <p key={device.id} className="row first-run-done">
          <CheckCircleFilled /> {device.name}
        </p>
      ))}
      <div className="row">
        <Button size="large" icon={<PrinterOutlined />} onClick={() => setAdding('printer')}>
          {t('devices:add.printer')}
        </Button>
        <Button size="large" icon={<DashboardOutlined />} onClick={() => setAdding('scale')}>
          {t('devices:add.scale')}
        </Button>
      </div>
      <div className="first-run-foot">
        <span />
        <Button size="large" type="primary" onClick={onNext}>
          {t('devices.finish')}
        </Button>
      </div>
      {adding && <DeviceForm kind={adding} device={null} onClose={() => setAdding(null)} />}
    </>
  );
}
