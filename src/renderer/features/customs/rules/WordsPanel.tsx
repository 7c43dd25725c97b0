import { useQuery } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { Inputs } from '#renderer/ui/contract-types.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

type Word = Inputs['customsRules']['addWord'];

/** Words of this shop that descriptions are checked for, beside those of the rules. */
export function WordsPanel(): ReactNode {
  const { t } = useTranslation('customs-rules');
  const isLead = useHasRole('lead');
  const [kind, setKind] = useState<Word['kind']>('vague');
  const [word, setWord] = useState('');
  const list = useQuery(orpc.customsRules.words.queryOptions());
  const add = useAct((input: Word) => client.customsRules.addWord(input), {
    toast: t('words.added'),
    done: () => setWord(''),
  });
  const remove = useAct((input: Word) => client.customsRules.removeWord(input), { toast: t('words.removed') });
  const submit = (): void => {
    if (word.trim() !== '') add.run({ kind, word });
  };
  return (
    <Panel title={t('words.title')}>
      <div className="stack">
        <p className="muted">{t('words.intro')}</p>
        <ProblemNote
          problem={list.error ? problemOf(list.error) : (add.problem ?? remove.problem)}
          onClose={() => [add, remove].forEach((act) => act.clear())}
        />
        {isLead && (
          <div className="row">
            <Select
              aria-label={t('words.kind')}
              style={{ width: 240 }}
              value={kind}
              onChange={setKind}
              options={(['vague', 'prohibited'] as const).map((value) => ({ value, label: t(`words.${value}`) }))}
            />
            <Input
              aria-label={t('words.word')}
              placeholder={t('words.word')}
              style={{ width: 240 }}
              maxLength={60}
              value={word}
              onChange={(event) => setWord(event.target.value)}
              onPressEnter={submit}
            />
            <Button disabled={word.trim() === ''} loading={add.busy} onClick={submit}>
              {t('words.add')}
            </Button>
          </div>
        )}
        {list.data?.words.length === 0 && <p className="muted">{t('words.empty')}</p>}
        {list.data && list.data.words.length > 0 && (
          <table className="plain-table" aria-label={t('words.title')}>
            <tbody>
              {list.data.words.map((one) => (
                <tr key={`${one.kind} ${one.word}`}>
                  <td>{one.word}</td>
                  <td>{t(`words.${one.kind}`)}</td>
                  <td className="muted">{one.addedBy}</td>
                  <td className="num">
                    <Button
                      disabled={!isLead}
                      title={isLead ? undefined : t('common:leadOnly')}
                      aria-label={`${t('words.remove')} ${one.word}`}
                      onClick={() => remove.run({ kind: one.kind, word: one.word })}
                    >
                      {t('words.remove')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </Panel>
  );
}
