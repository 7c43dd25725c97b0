import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import type { AskLanguage } from '#shared/contract/customs-desk.ts';

interface Props {
  readonly language: AskLanguage;
  readonly onSaved: () => void;
}

/** The shop's own words for one language, folded away: they are changed once a year. */
export function AskWords({ language, onSaved }: Props): ReactNode {
  const { t } = useTranslation('customs-desk');
  const isLead = useHasRole('lead');
  const [draft, setDraft] = useState<{ readonly language: AskLanguage; readonly text: string } | null>(null);
  const templates = useQuery(orpc.customsDesk.askTemplates.queryOptions());
  const template = templates.data?.templates.find((entry) => entry.language === language);
  const save = useAct(
    (text: string) => client.customsDesk.saveAskTemplate({ language, version: template?.version ?? 0, text }),
    {
      toast: t('words.saved'),
      done() {
        setDraft(null);
        onSaved();
      },
    },
  );
  if (!template || !isLead) return null;
  const text = draft?.language === language ? draft.text : template.text;
  return (
    <details>
      <summary>{t('words.title', { language: t(`language.${language}`) })}</summary>
      <div className="stack-tight">
        <span className="muted">{t('words.hint')}</span>
        <Input.TextArea
          aria-label={t('words.title', { language: t(`language.${language}`) })}
          autoSize={{ minRows: 3, maxRows: 8 }}
          maxLength={1500}
          dir="auto"
          value={text}
          onChange={(event) => setDraft({ language, text: event.target.value })}
        />
        <div className="row">
          <Button type="primary" disabled={text === template.text} loading={save.busy} onClick={() => save.run(text)}>
            {t('common:save')}
          </Button>
          {template.version > 0 && <Button onClick={() => save.run('')}>{t('words.builtIn')}</Button>}
        </div>
        <ProblemNote problem={save.problem} onClose={save.clear} />
      </div>
    </details>
  );
}
