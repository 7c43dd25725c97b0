import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FinishFirstRun } from '#renderer/app/first-run/use-finish-first-run.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';

interface Values {
  readonly adminName: string;
  readonly pin: string;
  readonly again: string;
  readonly stationName: string;
}

/** The first administrator and the name of this place. */
export function PersonStep({
  finish,
  onBack,
}: {
  readonly finish: FinishFirstRun;
  readonly onBack: () => void;
}): ReactNode {
  const { t } = useTranslation('first-run');
  return (
    <Form<Values>
      layout="vertical"
      initialValues={{ stationName: t('person.stationDefault') }}
      onFinish={({ adminName, pin, stationName }) =>
        finish.run({ adminName: adminName.trim(), pin, stationName: stationName.trim(), demo: false })
      }
    >
      <Form.Item
        name="adminName"
        label={t('person.name')}
        rules={[{ required: true, whitespace: true, message: t('person.nameNeeded') }]}
      >
        <Input size="large" autoFocus maxLength={40} autoComplete="off" />
      </Form.Item>
      <div className="first-run-pair">
        <Form.Item
          name="pin"
          label={t('person.pin')}
          extra={t('person.pinHint')}
          rules={[{ required: true, pattern: /^\d{4,12}$/, message: t('person.pinRule') }]}
        >
          <Input.Password size="large" inputMode="numeric" autoComplete="new-password" maxLength={12} />
        </Form.Item>
        <Form.Item
          name="again"
          label={t('person.again')}
          dependencies={['pin']}
          required
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, value: unknown) =>
                value === getFieldValue('pin') ? Promise.resolve() : Promise.reject(new Error(t('person.differs'))),
            }),
          ]}
        >
          <Input.Password size="large" inputMode="numeric" autoComplete="new-password" maxLength={12} />
        </Form.Item>
      </div>
      <Form.Item
        name="stationName"
        label={t('person.station')}
        rules={[{ required: true, whitespace: true, message: t('person.stationNeeded') }]}
      >
        <Input size="large" maxLength={40} />
      </Form.Item>
      <ProblemNote problem={finish.problem} onClose={finish.clear} />
      <div className="first-run-foot">
        <Button size="large" onClick={onBack}>
          {t('common:back')}
        </Button>
        <Button size="large" type="primary" htmlType="submit" loading={finish.busy}>
          {t('common:next')}
        </Button>
      </div>
    </Form>
  );
}
