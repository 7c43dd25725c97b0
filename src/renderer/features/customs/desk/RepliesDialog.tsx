import { Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import { client } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';

type Results = Outputs['customsDesk']['takeReplies']['results'];

/** Reads pasted replies: first shows what it found, stores it only when told so. */
export function RepliesDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('customs-desk');
  const [text, setText] = useState('');
  const [results, setResults] = useState<Results | null>(null);
  const read = useAct((isTrial: boolean) => client.customsDesk.takeReplies({ text, isTrial }), {
    toast: (answer, isTrial) =>
      isTrial ? '' : t('replies.stored', { n: answer.results.filter((result) => result.outcome === 'stored').length }),
    done(answer, isTrial) {
      setResults(answer.results);
      if (!isTrial && answer.results.every((result) => result.outcome === 'stored')) onClose();
    },
  });
  const storable = results?.filter((result) => result.outcome === 'stored').length ?? 0;
  return (
    <Modal
      open
      width={860}
      title={t('replies.title')}
      okText={results === null ? t('replies.read') : t('replies.store', { n: storable })}
      okButtonProps={{ disabled: text.trim() === '' || (results !== null && storable === 0) }}
      cancelText={t('common:close')}
      confirmLoading={read.busy}
      onOk={() => read.run(results === null)}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="muted">{t('replies.intro')}</p>
        <Input.TextArea
          autoFocus
          aria-label={t('replies.title')}
          placeholder={t('replies.placeholder')}
          autoSize={{ minRows: 5, maxRows: 10 }}
          maxLength={200_000}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setResults(null);
          }}
        />
        <ProblemNote problem={read.problem} onClose={read.clear} />
        {results && <ReplyTable results={results} />}
      </div>
    </Modal>
  );
}

function ReplyTable({ results }: { readonly results: Results }): ReactNode {
  const { t } = useTranslation('customs-desk');
  const text = useFieldText();
  return (
    <div className="desk-texts">
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('replies.line')}</th>
            <th>{t('column.order')}</th>
            <th>{t('replies.outcome')}</th>
            <th>{t('replies.number')}</th>
          </tr>
        </thead>
        <tbody>
          {results.map((result) => (
            <tr key={result.line}>
              <td className="num">{result.line}</td>
              <td className="mono">{result.orderNumber.slice(0, 40)}</td>
              <td>
                <Chip tone={result.outcome === 'stored' ? 'go' : 'warn'}>{t(`reply.${result.outcome}`)}</Chip>
              </td>
              <td>{result.kind === null ? '—' : `${text.number(result.kind)} ${result.shown}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
