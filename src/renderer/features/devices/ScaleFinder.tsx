import { useQuery } from '@tanstack/react-query';
import { Button, Form, Progress } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceFormValues } from '#renderer/features/devices/device-defaults.ts';
import { wiredAddressOf } from '#renderer/features/devices/form-address.ts';
import { useReadingText } from '#renderer/features/devices/use-reading-text.ts';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';

type Found = Outputs['devices']['scaleDetection']['found'][number];

/** Tries speeds and protocols until the scale is read; what it says is compared with its display before it is taken. */
export function ScaleFinder(): ReactNode {
  const { t } = useTranslation('devices');
  const form = Form.useFormInstance<DeviceFormValues>();
  const readingText = useReadingText();
  const [isWatching, setWatching] = useState(false);
  const search = useQuery(
    orpc.devices.scaleDetection.queryOptions({
      enabled: isWatching,
      staleTime: 0,
      refetchInterval: ({ state }) => (state.data?.isRunning === false ? false : 400),
    }),
  ).data;
  const start = useAct(
    () => client.devices.startScaleDetection({ address: wiredAddressOf(form.getFieldsValue(true)) }),
    { done: () => setWatching(true) },
  );
  const cancel = useAct(() => client.devices.cancelScaleDetection());
  const isRunning = isWatching && search?.isRunning === true;
  const isOver = isWatching && search?.isRunning === false;

  function take({ protocolId, settings }: Found): void {
    form.setFieldsValue({ protocolId, ...settings });
  }

  return (
    <div className="stack-tight">
      <div className="row">
        <Button loading={start.busy} disabled={isRunning} onClick={() => start.run(undefined)}>
          {t('finder.start')}
        </Button>
        {isRunning && (
          <>
            <Progress
              percent={Math.round((100 * search.step) / Math.max(1, search.steps))}
              showInfo={false}
              style={{ width: 140 }}
              aria-label={t('finder.progress')}
            />
            <span className="mono">{search.trying}</span>
            <Button onClick={() => cancel.run(undefined)}>{t('common:cancel')}</Button>
          </>
        )}
      </div>
      {isOver && search.found.length > 0 && (
        <div className="stack-tight" role="status">
          <span>{t(search.found.length > 1 ? 'finder.choose' : 'finder.compare')}</span>
          {search.found.map((found) => (
            <div key={found.protocolId} className="row">
              <Button onClick={() => take(found)}>{t('finder.take')}</Button>
              <strong>{found.label}</strong>
              <span>{readingText(found.reading)}</span>
            </div>
          ))}
        </div>
      )}
      {isOver && search.found.length === 0 && !search.problem && search.step > 0 && (
        <span role="status">{t('finder.nothing')}</span>
      )}
      <ProblemNote problem={start.problem ?? (isOver ? search.problem : null)} />
    </div>
  );
}
