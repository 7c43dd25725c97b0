import { App, Button, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AskWords } from '#renderer/features/customs/desk/AskWords.tsx';
import { RefusedList } from '#renderer/features/customs/desk/RefusedList.tsx';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import { client } from '#renderer/rpc/client.ts';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { CopyOutlined, DownloadOutlined } from '#renderer/ui/icons.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import { toCsv } from '#renderer/ui/to-csv.ts';
import { useAct } from '#renderer/ui/use-act.ts';
import { AskLanguage } from '#shared/contract/customs-desk.ts';
import { OrderId } from '#shared/model/ids.ts';

interface Props {
  readonly orderIds: readonly string[];
  readonly onClose: () => void;
}

type Asked = Outputs['customsDesk']['ask'];

/** Texts that ask buyers for their numbers: copied one by one, or saved as a table for the shop's message tool. */
export function AskDialog({ orderIds, onClose }: Props): ReactNode {
  const { t } = useTranslation('customs-desk');
  const text = useFieldText();
  const { message } = App.useApp();
  const [language, setLanguage] = useState<AskLanguage | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const ids = orderIds.map((id) => OrderId.parse(id));
  const make = useAct(
    (chosen: AskLanguage | null) => client.customsDesk.ask({ orderIds: ids, language: chosen, mark: false }),
    {
      done: setAsked,
    },
  );
  const mark = useAct(() => client.customsDesk.ask({ orderIds: ids, language, mark: true }), {
    toast: ({ texts }) => t('ask.marked', { n: texts.length }),
    done: onClose,
  });
  const first = useRef(make.run);
  useEffect(() => first.current(null), []);
  const copy = async (words: string): Promise<void> => {
    await navigator.clipboard.writeText(words);
    message.success(t('ask.copied'));
  };
  const save = (): void =>
    saveFile(
      'ask-buyers.csv',
      toCsv([
        [t('column.order'), t('case.buyer'), t('ask.numbers'), t('ask.text')],
        ...(asked?.texts ?? []).map((item) => [
          item.orderNumber,
          item.buyer,
          item.kinds.map(text.number).join(', '),
          item.text,
        ]),
      ]),
      'text/csv',
    );
  return (
    <Modal
      open
      width={860}
      title={t('ask.title')}
      okText={t('ask.mark')}
      cancelText={t('common:close')}
      okButtonProps={{ disabled: (asked?.texts.length ?? 0) === 0 }}
      confirmLoading={mark.busy}
      onOk={() => mark.run(undefined)}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="muted">{t('ask.intro')}</p>
        <div className="row">
          <Select
            aria-label={t('ask.language')}
            className="desk-field"
            value={language ?? ''}
            options={[
              { value: '', label: t('ask.ofDestination') },
              ...AskLanguage.options.map((value) => ({ value, label: t(`language.${value}`) })),
            ]}
            onChange={(value) => {
              const chosen = AskLanguage.safeParse(value).data ?? null;
              setLanguage(chosen);
              make.run(chosen);
            }}
          />
          <Button icon={<DownloadOutlined />} disabled={(asked?.texts.length ?? 0) === 0} onClick={save}>
            {t('ask.csv')}
          </Button>
        </div>
        <ProblemNote problem={make.problem ?? mark.problem} />
        <RefusedList refused={asked?.skipped ?? []} onClose={() => asked && setAsked({ ...asked, skipped: [] })} />
        <div className="desk-texts">
          {asked?.texts.map((item) => (
            <article key={item.orderId} className="desk-text">
              <div className="row">
                <strong className="mono grow">{item.orderNumber}</strong>
                <span className="muted">{item.kinds.map(text.number).join(', ')}</span>
                <Button size="small" icon={<CopyOutlined />} onClick={() => void copy(item.text)}>
                  {t('ask.copy')}
                </Button>
              </div>
              <p lang={item.language} dir="auto">
                {item.text}
              </p>
            </article>
          ))}
        </div>
        <AskWords language={language ?? asked?.texts[0]?.language ?? 'en'} onSaved={() => make.run(language)} />
      </div>
    </Modal>
  );
}
