import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { DeviceView } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';

interface Values {
  readonly certifiedG: number;
  readonly toleranceG: number;
  readonly weightName: string;
}

interface Props {
  readonly device: DeviceView;
  readonly onClose: () => void;
}

/** The calibration book of one scale: a known weight goes on, what the scale shows is written down. */
export function ScaleCheckDialog({ device, onClose }: Props): ReactNode {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const [form] = Form.useForm<Values>();
  const book = useQuery(orpc.devices.scaleChecks.queryOptions({ input: { id: device.id } })).data?.checks;
  const record = useAct((values: Values) => client.devices.recordScaleCheck({ id: device.id, ...values }));
  const { grams, stable } = device.live;
  return (
    <Modal open title={t('check.title', { name: device.name })} footer={null} onCancel={onClose} width={620}>
      <div className="stack">
        <p>{t('check.how')}</p>
        <div className="device-weight" aria-label={t('live.weight')}>
          {grams === null ? '—' : format.count(grams)} <small>g</small>
          <Chip tone={stable ? 'go' : 'warn'}>{t(stable ? 'packing:weight.stable' : 'packing:weight.moving')}</Chip>
        </div>
        <Form
          form={form}
          layout="vertical"
          initialValues={{ certifiedG: 1_000, toleranceG: 2, weightName: '' }}
          onFinish={(values) => record.run(values)}
        >
          <div className="form-row">
            <Form.Item name="certifiedG" label={t('check.certified')} rules={[{ required: true }]}>
              <InputNumber min={1} max={1_000_000} suffix="g" autoFocus />
            </Form.Item>
            <Form.Item name="toleranceG" label={t('check.tolerance')} rules={[{ required: true }]}>
              <InputNumber min={0} max={10_000} prefix="±" suffix="g" />
            </Form.Item>
            <Form.Item name="weightName" label={t('check.weightName')} className="grow">
              <Input maxLength={60} placeholder={t('check.weightNameHint')} />
            </Form.Item>
            <Form.Item label=" " colon={false}>
              <Button type="primary" htmlType="submit" loading={record.busy}>
                {t('check.record')}
              </Button>
            </Form.Item>
          </div>
        </Form>
        <ProblemNote problem={record.problem} onClose={record.clear} />
        <h3>{t('check.book')}</h3>
        {book?.length === 0 && <p className="muted">{t('check.none')}</p>}
        {book && book.length > 0 && (
          <table className="check-book" aria-label={t('check.book')}>
            <tbody>
              {book.map((check) => (
                <tr key={check.id}>
                  <td>
                    <TimeText atMs={check.atMs} />
                  </td>
                  <td>{check.weightName}</td>
                  <td>{format.count(check.certifiedG)} g</td>
                  <td>
                    {t('check.shown')} {format.count(check.shownG)} g
                  </td>
                  <td>
                    <Chip tone={check.hasPassed ? 'go' : 'stop'}>
                      {t(check.hasPassed ? 'check.passed' : 'check.failed')}
                    </Chip>
                  </td>
                  <td>{check.operatorName}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Modal>
  );
}
