import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';

interface Values {
  readonly address: string;
  readonly code: string;
}

/** Address and code of a relay; it is asked at once, so that a slip shows here. */
export function PairRelay({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('pushes');
  const [form] = Form.useForm<Values>();
  const pair = useAct((values: Values) => client.relay.pair(values), { toast: t('relay.paired'), done: onClose });
  return (
    <Modal
      open
      title={t('relay.pair')}
      okText={t('relay.pair')}
      cancelText={t('common:cancel')}
      confirmLoading={pair.busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => pair.run(values)}>
        <p className="muted">{t('relay.how')}</p>
        <pre className="relay-commands">{'packbench relay serve --tls-cert … --tls-key …\npackbench relay pair'}</pre>
        <Form.Item
          name="address"
          label={t('relay.address')}
          rules={[{ required: true, message: t('relay.addressNeeded') }]}
        >
          <Input placeholder="https://relay.example.com" autoFocus spellCheck={false} autoComplete="off" />
        </Form.Item>
        <Form.Item name="code" label={t('relay.code')} rules={[{ required: true, message: t('relay.codeNeeded') }]}>
          <Input.TextArea autoSize={{ minRows: 2 }} spellCheck={false} autoComplete="off" onPressEnter={submit} />
        </Form.Item>
        <ProblemNote problem={pair.problem} onClose={pair.clear} />
      </Form>
    </Modal>
  );

  function submit(event: { preventDefault: () => void }): void {
    event.preventDefault();
    form.submit();
  }
}
