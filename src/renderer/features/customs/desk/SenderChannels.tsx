import { Button, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import { PlusOutlined } from '#renderer/ui/icons.tsx';
import { CustomsChannel } from '#shared/model/customs.ts';

/** Other channels for some destinations or carriers; the first line that fits counts. */
export function SenderChannels(): ReactNode {
  const { t } = useTranslation('customs-desk');
  const text = useFieldText();
  return (
    <Form.List name="channels">
      {(fields, { add, remove }) => (
        <div className="stack-tight desk-list">
          <strong>{t('senders.channels')}</strong>
          {fields.map((field) => (
            <div key={field.key} className="row">
              <Form.Item name={[field.name, 'territory']} noStyle normalize={(value: string) => value.toUpperCase()}>
                <Input
                  className="desk-short"
                  maxLength={8}
                  aria-label={t('column.to')}
                  placeholder={t('senders.anyDestination')}
                />
              </Form.Item>
              <Form.Item name={[field.name, 'carrierId']} noStyle>
                <Input
                  className="desk-short"
                  maxLength={40}
                  aria-label={t('senders.carrier')}
                  placeholder={t('senders.anyCarrier')}
                />
              </Form.Item>
              <Form.Item name={[field.name, 'channel']} noStyle>
                <Select
                  aria-label={text.field('channel')}
                  className="desk-field"
                  options={CustomsChannel.options.map((value) => ({ value, label: text.value('channel', value) }))}
                />
              </Form.Item>
              <Button onClick={() => remove(field.name)}>{t('common:remove')}</Button>
            </div>
          ))}
          <Button
            className="desk-add"
            icon={<PlusOutlined />}
            onClick={() => add({ territory: '', carrierId: '', channel: 'express' })}
          >
            {t('senders.addChannel')}
          </Button>
        </div>
      )}
    </Form.List>
  );
}
