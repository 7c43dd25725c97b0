import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { CheckCircleFilled } from '#renderer/ui/icons.tsx';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import { throwProblem } from '#renderer/ui/throw-problem.ts';
import { useRowAct } from '#renderer/ui/use-row-act.ts';
import type { NotifierView } from '#shared/contract/alerts.ts';
import type { Problem } from '#shared/contract/common.ts';
import { LANGUAGE_NAMES } from '#shared/i18n/languages.ts';

interface Props {
  readonly notifier: NotifierView;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** One notifier: whether it gets through, and what can be done with it. */
export function NotifierCard({ notifier, onEdit, onRemove }: Props): ReactNode {
  const { t } = useTranslation('alerts');
  const { language } = usePreferences();
  const isLead = useHasRole('lead');
  const isAdmin = useHasRole('admin');
  const plugins = useQuery(orpc.notifiers.available.queryOptions()).data?.notifiers;
  const [hasPassed, setPassed] = useState(false);
  const test = useRowAct(
    notifier.name,
    async () => throwProblem((await client.notifiers.test({ id: notifier.id })).problem),
    { done: () => setPassed(true) },
  );
  const change = useRowAct(notifier.name, (enabled: boolean) => client.notifiers.update({ id: notifier.id, enabled }));
  const label = plugins?.find(({ id }) => id === notifier.pluginId)?.label[language] ?? notifier.pluginId;
  return (
    <article className="panel alert-card" aria-label={notifier.name}>
      <div className="row-between">
        <span className="row">
          <h3>{notifier.name}</h3>
          <span className="muted">{label}</span>
        </span>
        <Chip tone={notifier.enabled ? 'go' : 'neutral'}>{t(notifier.enabled ? 'notifier.on' : 'notifier.off')}</Chip>
      </div>
      <span className="row muted">
        <span>
          {t('common:pair', { name: t('notifier.leastSeverity'), text: t(`severity.${notifier.leastSeverity}`) })}
        </span>
        <span>{t('common:pair', { name: t('notifier.language'), text: LANGUAGE_NAMES[notifier.language] })}</span>
        <span className="row">
          {t('common:pair', { name: t('notifier.lastSent'), text: '' })}
          {notifier.lastSentAtMs === null ? t('notifier.never') : <TimeText atMs={notifier.lastSentAtMs} />}
        </span>
      </span>
      {/* The answer of a test says it better. */}
      {!hasPassed && !test.problem && notifier.enabled && <Trouble problem={notifier.problem} />}
      <Trouble problem={test.problem ?? change.problem} />
      {hasPassed && (
        <p className="row alert-tested" role="status">
          <CheckCircleFilled /> {t('notifier.tested')}
        </p>
      )}
      <div className="row">
        <Button
          disabled={!isLead}
          title={isLead ? undefined : t('common:leadOnly')}
          loading={test.busy}
          onClick={() => {
            setPassed(false);
            test.run(undefined);
          }}
        >
          {t('notifier.test')}
        </Button>
        {isAdmin && (
          <>
            <Button onClick={onEdit}>{t('common:edit')}</Button>
            <Button loading={change.busy} onClick={() => change.run(!notifier.enabled)}>
              {t(notifier.enabled ? 'notifier.switchOff' : 'notifier.switchOn')}
            </Button>
            <Button danger type="text" onClick={onRemove}>
              {t('notifier.remove')}
            </Button>
          </>
        )}
      </div>
    </article>
  );
}

/** What went wrong, with the other side's own words in the open: they name the keyword or the token that does not fit. */
function Trouble({ problem }: { readonly problem: Problem | null }): ReactNode {
  const { t } = useTranslation('alerts');
  const said = problem?.data['vendorText'];
  return (
    <ProblemNote problem={problem}>
      {typeof said === 'string' && said !== '' && <span>{t('notifier.said', { text: said })}</span>}
    </ProblemNote>
  );
}
