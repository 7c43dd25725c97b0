import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import type { DeviceView, Inputs } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';

interface Values {
  readonly documentId: string;
  readonly printData: string;
}

type Contents = Inputs['devices']['printDocument']['contents'];

/** Prints a waybill from the data that its platform issued; the same number is printed once. */
export function PlatformDocumentForm({
  device,
  onClose,
}: {
  readonly device: DeviceView;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('devices');
  const [form] = Form.useForm<Values>();
  const print = useAct(
    ({ documentId, printData }: Values) =>
      client.devices.printDocument({
        deviceId: device.id,
        documentId: documentId.trim(),
        contents: readContents(printData) ?? [],
      }),
    { toast: t('document.queued'), done: onClose },
  );
  return (
    <Modal
      open
      title={t('document.title', { name: device.name })}
      okText={t('document.print')}
      cancelText={t('common:cancel')}
      confirmLoading={print.busy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <p>{t('document.hint')}</p>
      <Form form={form} layout="vertical" onFinish={(values) => print.run(values)}>
        <Form.Item
          name="documentId"
          label={t('document.number')}
          rules={[{ required: true, message: t('document.numberNeeded') }]}
        >
          <Input autoFocus maxLength={100} spellCheck={false} />
        </Form.Item>
        <Form.Item
          name="printData"
          label={t('document.data')}
          rules={[
            {
              validator: (_rule, text: string | undefined) =>
                readContents(text ?? '') ? Promise.resolve() : Promise.reject(new Error(t('document.dataNeeded'))),
            },
          ]}
        >
          <Input.TextArea rows={6} spellCheck={false} placeholder={'{"encryptedData":"AES:…","templateURL":"…"}'} />
        </Form.Item>
      </Form>
      <ProblemNote problem={print.problem} />
    </Modal>
  );
}

/** One object, or a list of them, as the platform's `print_data` says it; null for anything else. */
function readContents(text: string): Contents | null {
  try {
    const value: unknown = JSON.parse(text);
    const list = Array.isArray(value) ? value : [value];
    const isList = list.length > 0 && list.every((entry) => typeof entry === 'object' && entry !== null);
    return isList ? list.map((entry: object) => Object.fromEntries(Object.entries(entry))) : null;
  } catch {
    return null;
  }
}
