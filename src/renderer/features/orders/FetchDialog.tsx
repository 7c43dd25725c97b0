import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FetchResults } from '#renderer/features/orders/FetchResults.tsx';
import { splitNumbers } from '#renderer/features/orders/split-numbers.ts';
import { useFetchNumbers } from '#renderer/features/orders/use-fetch-numbers.ts';
import { orpc } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import type { ShopId } from '#shared/model/ids.ts';

/** No shop numbers its orders in more. */
const MOST_CHARACTERS = 100;

/** A customer calls about an order that is not here: paste its number, get it from the shop now. */
export function FetchDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('orders');
  const [form] = Form.useForm<{ shopId: ShopId; numbers: string }>();
  const { fetched, run, stop, clear } = useFetchNumbers();
  const shops = useQuery(orpc.shops.list.queryOptions()).data?.shops ?? [];
  const close = (): void => {
    clear();
    onClose();
  };
  return (
    <Modal
      open={open}
      title={t('fetch.title')}
      okText={t('fetch.ok')}
      cancelText={t('common:close')}
      confirmLoading={fetched.busy}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ shopId: shops[0]?.id }}
        onFinish={({ shopId, numbers }) => void run(shopId, splitNumbers(numbers))}
      >
        <Form.Item name="shopId" label={t('filter.shop')} rules={[{ required: true, message: t('fetch.shopNeeded') }]}>
          <Select options={shops.map((shop) => ({ value: shop.id, label: shop.name }))} />
        </Form.Item>
        <Form.Item
          name="numbers"
          label={t('fetch.numbers')}
          extra={t('fetch.hint')}
          rules={[
            { required: true, whitespace: true, message: t('fetch.numbersNeeded') },
            {
              validator: (_, text: string) =>
                isReadable(text) ? Promise.resolve() : Promise.reject(new Error(t('fetch.tooLong'))),
            },
          ]}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} className="mono" spellCheck={false} />
        </Form.Item>
      </Form>
      <ProblemNote problem={fetched.problem} />
      {fetched.asked > 0 && (
        <div className="row" role="status">
          <strong className="grow">{t('fetch.progress', { done: fetched.done, asked: fetched.asked })}</strong>
          {fetched.busy && <Button onClick={stop}>{t('fetch.stop')}</Button>}
        </div>
      )}
      <FetchResults results={fetched.results} />
    </Modal>
  );
}

function isReadable(text: string): boolean {
  return splitNumbers(text).every((number) => number.length <= MOST_CHARACTERS);
}
