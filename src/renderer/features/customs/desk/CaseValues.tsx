import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFieldText } from '#renderer/ui/use-customs-field-text.ts';
import { client } from '#renderer/rpc/client.ts';
import { EyeOutlined } from '#renderer/ui/icons.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { CaseDetail } from '#shared/contract/customs-desk.ts';

/** What was filled in, by whom; personal values are clear only after a reason was given, and until the drawer is left. */
export function CaseValues({ found }: { readonly found: CaseDetail }): ReactNode {
  const { t } = useTranslation('customs-desk');
  const text = useFieldText();
  const [isAsking, setAsking] = useState(false);
  const [clear, setClear] = useState<ReadonlyMap<string, string>>(new Map());
  const reveal = useAct((reason: string) => client.customsDesk.reveal({ orderId: found.orderId, reason }), {
    done({ values }) {
      setClear(new Map(values.map(({ field, value }) => [field, value])));
      setAsking(false);
    },
  });
  const empty = useAct((field: string) =>
    client.customsDesk.fill({
      orders: [{ orderId: found.orderId, version: found.version }],
      field,
      value: '',
    }),
  );
  // What was begun here is not taken away by whoever empties the last value meanwhile.
  if (found.values.length === 0 && !isAsking && !empty.problem) return null;
  return (
    <section className="stack-tight">
      <div className="row">
        <h3 className="grow">{t('case.filledIn')}</h3>
        {clear.size === 0 ? (
          <Button icon={<EyeOutlined />} onClick={() => setAsking(true)}>
            {t('reveal.button')}
          </Button>
        ) : (
          <Button onClick={() => setClear(new Map())}>{t('reveal.hide')}</Button>
        )}
      </div>
      <table className="plain-table">
        <tbody>
          {found.values.map((value) => (
            <tr key={value.field}>
              <td>{text.field(value.field)}</td>
              <td>
                <strong>{clear.get(value.field) ?? text.value(value.field, value.shown)}</strong>
              </td>
              <td className="muted">
                {t(`source.${value.source}`)} · {value.by} · <TimeText atMs={value.atMs} />
              </td>
              <td className="num">
                {found.isOpen && (
                  <Button
                    size="small"
                    loading={empty.input === value.field}
                    aria-label={t('case.remove', { field: text.field(value.field) })}
                    onClick={() => empty.run(value.field)}
                  >
                    {t('common:remove')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ProblemNote problem={empty.problem} onClose={empty.clear} />
      <ReasonDialog
        open={isAsking}
        title={t('reveal.title')}
        intro={<p>{t('reveal.intro')}</p>}
        okText={t('reveal.button')}
        choices={[t('reveal.compare'), t('reveal.carrier')]}
        busy={reveal.busy}
        problem={reveal.problem}
        onOk={reveal.run}
        onCancel={() => setAsking(false)}
      />
    </section>
  );
}
