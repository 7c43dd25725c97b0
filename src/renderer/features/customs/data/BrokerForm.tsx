import { CloseOutlined } from '#renderer/ui/icons.tsx';
import { Button, Checkbox, Input, Modal, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { CustomsTemplateView } from '#shared/contract/customs-data.ts';
import type { BrokerTemplate } from '#shared/model/customs-data.ts';

interface Props {
  readonly template: CustomsTemplateView | null;
  readonly columns: Outputs['customsData']['templates']['columns'];
  readonly onClose: () => void;
}

/** What most brokers ask for; a beginning, not a rule. */
const USUAL = [
  'order_number',
  'tracking_number',
  'destination',
  'recipient_name',
  'currency',
  'line_number',
  'sku',
  'description_en',
  'description_zh',
  'quantity',
  'net_weight_kg',
  'unit_value',
  'line_value',
  'hs6',
  'origin',
];

/** Chooses, names and orders the columns of a broker's file; every button works by keyboard. */
export function BrokerForm({ template, columns, onClose }: Props): ReactNode {
  const { t, i18n } = useTranslation('customs-data');
  const [name, setName] = useState(template?.name ?? '');
  const [body, setBody] = useState<BrokerTemplate>(
    template?.body.kind === 'broker'
      ? template.body.broker
      : {
          columns: USUAL.map((id) => ({ id, heading: '' })),
          headings: i18n.language === 'zh-CN' ? 'zh-CN' : 'en',
          encoding: 'utf-8',
          guardNumbers: true,
        },
  );
  const save = useAct(
    () =>
      client.customsData.saveTemplate({
        id: template?.id ?? null,
        version: template?.version ?? 0,
        name,
        body: { kind: 'broker', broker: body },
      }),
    { toast: t('setUps.saved'), done: onClose },
  );
  const change = (next: Partial<BrokerTemplate>): void => setBody({ ...body, ...next });
  const nameOf = (id: string): string => {
    const column = columns.find((known) => known.id === id);
    return (i18n.language === 'zh-CN' ? column?.zh : column?.en) ?? id;
  };
  const move = (index: number, by: -1 | 1): void => {
    const next = [...body.columns];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(index + by, 0, moved);
    change({ columns: next });
  };
  const free = columns.filter(({ id }) => !body.columns.some((chosen) => chosen.id === id));
  return (
    <Modal
      open
      width={760}
      title={template ? template.name : t('setUps.addBroker')}
      okText={t('common:save')}
      cancelText={t('common:cancel')}
      okButtonProps={{ disabled: name.trim() === '' || body.columns.length === 0 }}
      confirmLoading={save.busy}
      onOk={() => save.run(undefined)}
      onCancel={onClose}
    >
      <div className="stack">
        <label className="stack-tight">
          {t('setUps.name')}
          <Input autoFocus maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        </label>
        <div className="row">
          <Segmented
            aria-label={t('broker.headings')}
            value={body.headings}
            onChange={(headings) => change({ headings })}
            options={(['en', 'zh-CN', 'both'] as const).map((value) => ({
              value,
              label: t(`broker.heading.${value}`),
            }))}
          />
          <Segmented
            aria-label={t('broker.encoding')}
            value={body.encoding}
            onChange={(encoding) => change({ encoding })}
            options={[
              { value: 'utf-8' as const, label: 'UTF-8' },
              { value: 'gb18030' as const, label: 'GB18030' },
            ]}
          />
          <Checkbox checked={body.guardNumbers} onChange={(event) => change({ guardNumbers: event.target.checked })}>
            {t('broker.guard')}
          </Checkbox>
        </div>
        <div className="customs-columns" role="list" aria-label={t('broker.columns')}>
          {body.columns.map((column, index) => (
            <div key={column.id} className="customs-column" role="listitem">
              <span>
                {index + 1}. {nameOf(column.id)}
              </span>
              <Input
                aria-label={t('broker.ownHeading', { name: nameOf(column.id) })}
                placeholder={t('broker.usualHeading')}
                maxLength={60}
                value={column.heading}
                onChange={(event) =>
                  change({
                    columns: body.columns.map((other) =>
                      other.id === column.id ? { ...other, heading: event.target.value } : other,
                    ),
                  })
                }
              />
              <span className="row" style={{ flexWrap: 'nowrap' }}>
                <Button
                  disabled={index === 0}
                  aria-label={t('broker.up', { name: nameOf(column.id) })}
                  onClick={() => move(index, -1)}
                >
                  ↑
                </Button>
                <Button
                  disabled={index === body.columns.length - 1}
                  aria-label={t('broker.down', { name: nameOf(column.id) })}
                  onClick={() => move(index, 1)}
                >
                  ↓
                </Button>
                <Button
                  icon={<CloseOutlined />}
                  aria-label={t('broker.drop', { name: nameOf(column.id) })}
                  onClick={() => change({ columns: body.columns.filter((other) => other.id !== column.id) })}
                />
              </span>
            </div>
          ))}
        </div>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('broker.add')}
          placeholder={t('broker.add')}
          value={null}
          onChange={(id: string | null) => id !== null && change({ columns: [...body.columns, { id, heading: '' }] })}
          options={free.map(({ id }) => ({ value: id, label: nameOf(id) }))}
        />
        <ProblemNote problem={save.problem} onClose={save.clear} />
      </div>
    </Modal>
  );
}
