import { CheckCircleFilled } from '#renderer/ui/icons.tsx';
import { Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressText } from '#renderer/features/devices/device-address.ts';
import { TrySmallPictures } from '#renderer/features/devices/TrySmallPictures.tsx';
import { client } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { DeviceView, Outputs } from '#renderer/ui/contract-types.ts';
import { DeviceState } from '#renderer/ui/DeviceState.tsx';
import { Facts } from '#renderer/ui/Facts.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { RawBytes } from '#renderer/ui/RawBytes.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import { throwProblem } from '#renderer/ui/throw-problem.ts';
import { useRowAct } from '#renderer/ui/use-row-act.ts';
import { useSetting } from '#renderer/ui/use-setting.ts';
import { useStation } from '#renderer/ui/use-station.ts';

/** One device: live state, what is in the way, tests with the bytes that were exchanged. */
export function DeviceCard({
  device,
  onEdit,
  onCheck,
  onPrint,
}: {
  readonly device: DeviceView;
  readonly onEdit: () => void;
  /** Opens the calibration book of a scale. */
  readonly onCheck: () => void;
  /** Asks for a platform's waybill to print. */
  readonly onPrint: () => void;
}): ReactNode {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const isLead = useHasRole('lead');
  const [tested, setTested] = useState<Outputs['devices']['test'] | null>(null);
  const test = useRowAct(device.name, async () => {
    const answer = await client.devices.test({ id: device.id });
    setTested(answer);
    throwProblem(answer.problem);
  });
  const label = useRowAct(device.name, () => client.printing.printTest({ deviceId: device.id }), {
    toast: t('labelSent'),
  });
  const sheet = useRowAct(device.name, () => client.printing.printCommandSheet({ deviceId: device.id }), {
    toast: t('sheetSent'),
  });
  const calibrate = useRowAct(
    device.name,
    async () => throwProblem((await client.devices.calibrate({ id: device.id })).problem),
    { toast: t('calibrate.sent') },
  );
  const change = useRowAct(device.name, (input: { enabled?: boolean; isDefault?: boolean }) =>
    client.devices.update({ id: device.id, ...input }),
  );
  const remove = useRowAct(device.name, () => client.devices.remove({ id: device.id }), { toast: t('removed') });
  const { live } = device;
  const here = useStation();
  const hereName = useSetting('stationName');
  const stationId = device.config.kind === 'printer' ? '' : (device.config.stationId ?? '');
  const canCalibrate = device.enabled && device.config.kind === 'printer' && device.config.address.kind !== 'component';
  const isComponent = device.config.kind === 'printer' && device.config.address.kind === 'component';
  return (
    <article className={`panel device-card device-${device.enabled ? live.status : 'off'}`}>
      <div className="row-between">
        <h3 className="device-name">{device.name}</h3>
        <span className="row">
          {device.isDefault && <Chip tone="accent">{t('common:default')}</Chip>}
          <DeviceState device={device} />
        </span>
      </div>
      {device.kind === 'scale' && live.grams !== null && (
        <div className="device-weight" aria-label={t('live.weight')}>
          {format.count(live.grams)} <small>g</small>
          <Chip tone={live.stable ? 'go' : 'warn'}>
            {t(live.stable ? 'packing:weight.stable' : 'packing:weight.moving')}
          </Chip>
        </div>
      )}
      <ProblemNote problem={device.enabled ? live.problem : null} />
      {device.enabled && live.causes && live.causes.length > 1 && (
        <span className="row" style={{ flexWrap: 'wrap' }}>
          {live.causes.map((cause) => (
            <Chip key={cause} tone="stop">
              {t(`cause.${cause}`)}
            </Chip>
          ))}
        </span>
      )}
      {live.zeroOffsetG !== undefined && (
        <ProblemNote problem={{ code: 'ERR_SCALE_DRIFTED', data: { grams: live.zeroOffsetG } }} />
      )}
      <Facts
        rows={[
          [
            t('address'),
            <span key="address" className="mono">
              {addressText(device.config.address)}
            </span>,
          ],
          [
            t('speaks'),
            device.config.kind === 'printer'
              ? isComponent
                ? t('document.language')
                : device.config.languageId.toUpperCase()
              : device.config.kind === 'scale'
                ? device.config.protocolId.toUpperCase()
                : '',
          ],
          [
            t('labelSize'),
            device.config.kind === 'printer' && !isComponent
              ? `${device.config.widthMm} × ${device.config.heightMm} mm`
              : '',
          ],
          [
            t('paper.sensor'),
            device.config.kind === 'printer' && device.config.sensor ? t(`paper.sensors.${device.config.sensor}`) : '',
          ],
          [
            t('paper.cutting'),
            device.config.kind === 'printer' && device.config.cutting ? t(`paper.cut.${device.config.cutting}`) : '',
          ],
          [
            t('field.purpose'),
            device.config.kind === 'scanner' ? t(`purpose.${device.config.purpose ?? 'packing'}`) : '',
          ],
          [t('field.station'), stationId === here ? hereName : stationId],
          [
            t('live.speed'),
            live.labelMs === undefined ? '' : t('live.perLabel', { n: (live.labelMs / 1000).toFixed(1) }),
          ],
          [t('live.queue'), live.queueLength === null ? '' : format.count(live.queueLength)],
          [t('live.lastCode'), live.lastCode && <span className="mono">{live.lastCode}</span>],
          [t('live.scans'), live.scans && t('live.scansToday', { n: live.scans.total, refused: live.scans.refused })],
          [t('live.since'), live.sinceMs === null ? '' : <TimeText atMs={live.sinceMs} />],
        ]}
      />
      <div className="row">
        <Button loading={test.busy} onClick={() => test.run(undefined)}>
          {t(`test.${device.kind}`)}
        </Button>
        {isComponent && <Button onClick={onPrint}>{t('document.print')}</Button>}
        {device.kind === 'printer' && !isComponent && (
          <Button loading={label.busy} onClick={() => label.run(undefined)}>
            {t('testLabel')}
          </Button>
        )}
        <TrySmallPictures device={device} />
        {canCalibrate && (
          <Popconfirm
            title={t('calibrate.open')}
            description={<div style={{ maxWidth: 320 }}>{t('calibrate.sure')}</div>}
            okText={t('calibrate.done')}
            cancelText={t('common:cancel')}
            onConfirm={() => calibrate.run(undefined)}
          >
            <Button loading={calibrate.busy}>{t('calibrate.open')}</Button>
          </Popconfirm>
        )}
        {device.kind === 'scale' && <Button onClick={onCheck}>{t('check.open')}</Button>}
        {device.kind === 'printer' && !isComponent && (
          <Button loading={sheet.busy} onClick={() => sheet.run(undefined)}>
            {t('commandSheet')}
          </Button>
        )}
        {isLead && <Button onClick={onEdit}>{t('common:edit')}</Button>}
        {isLead && !device.isDefault && device.kind !== 'scanner' && !isComponent && (
          <Button onClick={() => change.run({ isDefault: true })}>{t('makeDefault')}</Button>
        )}
        {isLead && (
          <Button onClick={() => change.run({ enabled: !device.enabled })}>
            {t(device.enabled ? 'switchOff' : 'switchOn')}
          </Button>
        )}
        {isLead && (
          <Popconfirm
            title={t('removeSure')}
            okText={t('common:remove')}
            cancelText={t('common:cancel')}
            onConfirm={() => remove.run(undefined)}
          >
            <Button danger type="text">
              {t('common:remove')}
            </Button>
          </Popconfirm>
        )}
      </div>
      {[test, label, sheet, calibrate, change, remove].map((act, index) => (
        <ProblemNote key={index} problem={act.problem} onClose={act.clear} />
      ))}
      {tested && (
        <div className="stack-tight" role="status">
          {tested.ok && (
            <strong className="row" style={{ color: 'var(--go)' }}>
              <CheckCircleFilled /> {t('test.ok')}
            </strong>
          )}
          {tested.detail && <RawBytes text={tested.detail} />}
        </div>
      )}
    </article>
  );
}
