import { Form, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceView } from '#renderer/ui/contract-types.ts';
import { useSetting } from '#renderer/ui/use-setting.ts';
import { useStation } from '#renderer/ui/use-station.ts';

interface Props {
  readonly kind: 'scale' | 'scanner';
  /** Devices of the kind that exist: their tables can be chosen, too. */
  readonly known: readonly DeviceView[];
}

/** Which table the device stands at. A scanner always stands at one; a scale without one serves all. */
export function StationField({ kind, known }: Props): ReactNode {
  const { t } = useTranslation('devices');
  const here = useStation();
  const hereName = useSetting('stationName');
  const stations = new Set<string>([here]);
  for (const { config } of known) if (config.kind !== 'printer' && config.stationId) stations.add(config.stationId);
  return (
    <Form.Item name="stationId" label={t('field.station')}>
      <Select
        options={[
          ...(kind === 'scale' ? [{ value: '', label: t('field.anyStation') }] : []),
          ...[...stations].map((value) => ({
            value,
            label: value === here ? t('field.thisStation', { name: hereName }) : value,
          })),
        ]}
        style={{ width: 260 }}
      />
    </Form.Item>
  );
}
