import { Button, Form, Input, InputNumber, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceFormValues } from '#renderer/features/devices/device-defaults.ts';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { ScalePattern } from '#shared/model/scale-pattern.ts';

const UNITS: readonly ScalePattern['unit'][] = ['kg', 'g', 'jin', 'lb', 'oz', 'mg'];

/** Makes the pattern of an unknown make: type what the display shows, and the digits are found in the bytes that were heard. */
export function PatternMaker({ hex }: { readonly hex: string }): ReactNode {
  const { t } = useTranslation('devices');
  const form = Form.useFormInstance<DeviceFormValues>();
  const pattern = Form.useWatch<ScalePattern | null | undefined>('pattern', { form, preserve: true });
  const [text, setText] = useState('');
  const [unit, setUnit] = useState<ScalePattern['unit']>('kg');
  const suggest = useAct(() => client.devices.suggestScalePattern({ hex, shown: { text, unit } }), {
    done: (found) => form.setFieldsValue({ pattern: found }),
  });
  return (
    <div className="stack-tight">
      <span>{t('pattern.how')}</span>
      <div className="row">
        <Input
          value={text}
          onChange={(event) => setText(event.target.value.trim())}
          placeholder="1.234"
          aria-label={t('pattern.shown')}
          style={{ width: 110 }}
        />
        <Select
          value={unit}
          onChange={setUnit}
          aria-label={t('pattern.unit')}
          options={UNITS.map((value) => ({ value, label: t(`pattern.units.${value}`) }))}
          style={{ width: 90 }}
        />
        <Button
          disabled={!/^\d{1,7}(\.\d{1,5})?$/.test(text) || hex === ''}
          loading={suggest.busy}
          onClick={() => suggest.run(undefined)}
        >
          {t('pattern.make')}
        </Button>
      </div>
      <ProblemNote problem={suggest.problem} onClose={suggest.clear} />
      {pattern && (
        <div className="form-row" role="status">
          <Form.Item name={['pattern', 'start']} label={t('pattern.start')}>
            <Input className="mono" style={{ width: 80 }} />
          </Form.Item>
          <Form.Item name={['pattern', 'end']} label={t('pattern.end')}>
            <Input className="mono" style={{ width: 80 }} />
          </Form.Item>
          <Form.Item name={['pattern', 'length']} label={t('pattern.length')}>
            <InputNumber min={3} max={64} style={{ width: 70 }} />
          </Form.Item>
          <Form.Item name={['pattern', 'valueAt']} label={t('pattern.valueAt')}>
            <InputNumber min={0} max={63} style={{ width: 70 }} />
          </Form.Item>
          <Form.Item name={['pattern', 'valueLength']} label={t('pattern.valueLength')}>
            <InputNumber min={1} max={12} style={{ width: 70 }} />
          </Form.Item>
          <Form.Item name={['pattern', 'decimals']} label={t('pattern.decimals')}>
            <InputNumber min={0} max={5} style={{ width: 70 }} placeholder={t('pattern.inText')} />
          </Form.Item>
          <Form.Item name={['pattern', 'unit']} label={t('pattern.unit')}>
            <Select
              options={UNITS.map((value) => ({ value, label: t(`pattern.units.${value}`) }))}
              style={{ width: 80 }}
            />
          </Form.Item>
          <Form.Item name={['pattern', 'isReversed']} label={t('pattern.reversed')} valuePropName="checked">
            <Switch />
          </Form.Item>
          <Form.Item name={['pattern', 'overloadText']} label={t('pattern.overload')}>
            <Input maxLength={8} style={{ width: 80 }} />
          </Form.Item>
          <Form.Item name={['pattern', 'poll']} label={t('pattern.poll')} tooltip={t('pattern.pollHint')}>
            <Input className="mono" style={{ width: 90 }} />
          </Form.Item>
        </div>
      )}
    </div>
  );
}
