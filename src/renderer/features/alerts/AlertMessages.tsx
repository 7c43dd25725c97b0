import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Tone } from '#renderer/ui/Chip.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useProblemText } from '#renderer/ui/use-problem-text.ts';
import type { AlertMessageView } from '#shared/contract/alerts.ts';

const TONE: Readonly<Record<AlertMessageView['state'], Tone>> = { waiting: 'warn', sent: 'go', failed: 'stop' };

/** What was told to whom, and what became of it; of one alert, or of all. */
export function AlertMessages({ alertId }: { readonly alertId: string | null }): ReactNode {
  const { t } = useTranslation('alerts');
  const list = useQuery(orpc.alerts.messages.queryOptions({ input: { alertId } }));
  if (list.error) return <ProblemNote problem={problemOf(list.error)} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Skeleton active />;
  const { messages, held, dropped } = list.data;
  return (
    <div className="stack-tight">
      {held > 0 && <p className="muted">{t('messages.held', { n: held })}</p>}
      {messages.length === 0 &&
        (alertId === null ? (
          <EmptyState title={t('messages.empty')} hint={t('messages.emptyHint')} />
        ) : (
          <p className="muted">{t('messages.empty')}</p>
        ))}
      {messages.map((message) => (
        <Message key={message.id} message={message} />
      ))}
      {dropped > 0 && <p className="muted">{t('messages.dropped', { n: dropped })}</p>}
    </div>
  );
}

function Message({ message }: { readonly message: AlertMessageView }): ReactNode {
  const { t } = useTranslation('alerts');
  const textOf = useProblemText();
  const { problem } = message;
  const said = problem?.data['vendorText'];
  return (
    <details className="panel alert-message">
      <summary>
        <span className="row">
          <Chip tone={TONE[message.state]}>{t(`messages.state.${message.state}`)}</Chip>
          <TimeText atMs={message.sentAtMs ?? message.createdAtMs} />
          <strong>{message.notifierName}</strong>
          <span>{message.title}</span>
          {message.noticeCount > 1 && <span className="muted">{t('messages.alerts', { n: message.noticeCount })}</span>}
          {message.attempts > 1 && <span className="muted">{t('messages.tries', { n: message.attempts })}</span>}
        </span>
        {problem && (
          <span className="alert-message-problem">
            {textOf(problem).title}
            {typeof said === 'string' && said !== '' && `: ${said}`}
          </span>
        )}
      </summary>
      <pre className="alert-text">{message.text}</pre>
    </details>
  );
}
