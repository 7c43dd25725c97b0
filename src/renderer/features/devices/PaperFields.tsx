import { Form, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceFormValues } from '#renderer/features/devices/device-defaults.ts';
import type { PrinterProfile } from '#shared/contract/printer-profiles.ts';
import { choosesCutting, choosesSensor, PaperCutting, PaperSensor } from '#shared/model/paper-handling.ts';

/** The paper in a printer: its size, what lies between two labels, and when it is cut. */
export function PaperFields({ profile }: { readonly profile: PrinterProfile | undefined }): ReactNode {
  const { t } = useTranslation('devices');
  const languageId = Form.useWatch<string | undefined>('languageId') ?? '';
  const sensor = Form.useWatch<DeviceFormValues['sensor'] | undefined>('sensor') ?? 'asSet';
  const sensors = profile?.sensors ?? PaperSensor.options;
  const mustLieBetween = sensor === 'gap' || sensor === 'mark';
  return (
    <div className="form-row">
      <Form.Item name="widthMm" label={t('field.widthMm')}>
        <InputNumber min={20} max={220} suffix="mm" />
      </Form.Item>
      <Form.Item name="heightMm" label={t('field.heightMm')}>
        <InputNumber min={20} max={400} suffix="mm" />
      </Form.Item>
      <Form.Item hidden={!choosesSensor(languageId)} name="sensor" label={t('paper.sensor')}>
        <Select
          style={{ width: 168 }}
          options={['asSet' as const, ...sensors].map((value) => ({ value, label: t(`paper.sensors.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        hidden={sensor === 'continuous'}
        name="gapMm"
        label={t(sensor === 'mark' ? 'paper.markMm' : 'field.gapMm')}
      >
        <InputNumber min={mustLieBetween ? 0.5 : 0} max={20} step={0.5} suffix="mm" />
      </Form.Item>
      <Form.Item
        hidden={!choosesCutting(languageId) || profile?.cutter === 'none'}
        name="cutting"
        label={t('paper.cutting')}
      >
        <Select
          style={{ width: 168 }}
          options={['asSet' as const, ...PaperCutting.options].map((value) => ({
            value,
            label: t(`paper.cut.${value}`),
          }))}
        />
      </Form.Item>
    </div>
  );
}
