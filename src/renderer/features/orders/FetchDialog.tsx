import { useQuery } from '@tanstack/react-query';
import { Form, Input, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useState } from 'react';
import type { ShopId } from '#shared/model/ids.ts';

type Results = Outputs['orders']['fetchNumbers']['results'];

const TONES = { applied: 'go', unchanged: 'neutral', unknown: 'warn', failed: 'stop', parked: 'warn' } as const;

/** A customer calls about an order that is not here: paste its number, get it from the shop now. */
export function FetchDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('orders');
  const [form] = Form.useForm<{ shopId: ShopId; numbers: string }>();
  const [results, setResults] = useState<Results>([]);
  const shops = useQuery(orpc.shops.list.queryOptions()).data?.shops ?? [];
  const fetchNumbers = useAct((input: { shopId: ShopId; numbers: string[] }) => client.orders.fetchNumbers(input), {
    done: (output) => setResults(output.results),
  });
  const close = (): void => {
    setResults([]);
    fetchNumbers.clear();
    onClose();
  };
  return (
    <Modal
      open={open}
      title={t('fetch.title')}
      okText={t('fetch.ok')}
      cancelText={t('common:close')}
      confirmLoading={fetchNumbers.busy}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ shopId: shops[0]?.id }}
        onFinish={({ shopId, numbers }) => fetchNumbers.run({ shopId, numbers: splitNumbers(numbers) })}
      >
        <Form.Item name="shopId" label={t('filter.shop')} rules={[{ required: true, message: t('fetch.shopNeeded') }]}>
          <Select options={shops.map((shop) => ({ value: shop.id, label: shop.name }))} />
        </Form.Item>
        <Form.Item
          name="numbers"
          label={t('fetch.numbers')}
          rules={[{ required: true, message: t('fetch.numbersNeeded') }]}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} className="mono" spellCheck={false} />
        </Form.Item>
      </Form>
      <ProblemNote problem={fetchNumbers.problem} />
      {results.length > 0 && (
        <table className="plain-table" aria-label={t('fetch.results')}>
          <tbody>
            {results.map((result) => (
              <tr key={result.number}>
                <td className="mono">{result.number}</td>
                <td>
                  <Chip tone={TONES[result.outcome]}>{t(`fetch.outcome.${result.outcome}`)}</Chip> {result.problem}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Modal>
  );
}

function splitNumbers(text: string): string[] {
  return [...new Set(text.split(/[\s,;，；]+/).filter((part) => part !== ''))].slice(0, 200);
}
