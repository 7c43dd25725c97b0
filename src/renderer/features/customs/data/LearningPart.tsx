import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LessonCard } from '#renderer/features/customs/data/LessonCard.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { LessonView } from '#shared/contract/customs-data.ts';

type State = LessonView['state'];

/** Refused and held parcels: which rule would have caught each, and what was decided. */
export function LearningPart(): ReactNode {
  const { t } = useTranslation('customs-data');
  const [state, setState] = useState<State>('open');
  const [decided, setDecided] = useState<{ lesson: LessonView; to: State } | null>(null);
  const lessons = useQuery(orpc.customsData.lessons.queryOptions({ input: { state } }));
  const review = useAct((id: string) => client.customsData.reviewLesson({ id }));
  const decide = useAct(
    ({ lesson, to, reason }: { lesson: LessonView; to: State; reason: string }) =>
      client.customsData.decideLesson({ id: lesson.id, version: lesson.version, state: to, reason }),
    { done: () => setDecided(null) },
  );
  const rows = lessons.data?.lessons ?? [];
  const reviewAll = useAct(async (): Promise<void> => {
    for (const { id } of rows) await client.customsData.reviewLesson({ id });
  });
  return (
    <Panel
      title={t('learning.title')}
      extra={
        <>
          <Segmented
            aria-label={t('learning.filter')}
            value={state}
            onChange={setState}
            options={(['open', 'ruled', 'dismissed'] as const).map((value) => ({
              value,
              label: t(`learning.is.${value}`),
            }))}
          />
          {state === 'open' && rows.length > 0 && (
            <Button type="primary" loading={reviewAll.busy} onClick={() => reviewAll.run(undefined)}>
              {t('learning.reviewAll')}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        <p className="muted">{t('learning.intro')}</p>
        <ProblemNote
          problem={lessons.error ? problemOf(lessons.error) : (review.problem ?? reviewAll.problem)}
          onClose={() => [review, reviewAll].forEach((act) => act.clear())}
        />
        {lessons.data && rows.length === 0 && (
          <EmptyState title={t(`learning.none.${state}`)} hint={t('learning.noneHint')} />
        )}
        {rows.map((lesson) => (
          <LessonCard
            key={lesson.id}
            lesson={lesson}
            busy={review.input === lesson.id}
            onReview={() => review.run(lesson.id)}
            onDecide={(to) => setDecided({ lesson, to })}
          />
        ))}
      </div>
      <ReasonDialog
        open={decided !== null}
        title={t(`learning.decide.${decided?.to ?? 'open'}`)}
        intro={decided && <p>{decided.lesson.outcome.orderNumber}</p>}
        okText={t('learning.ok')}
        busy={decide.busy}
        problem={decide.problem}
        onOk={(reason) => decided && decide.run({ ...decided, reason })}
        onCancel={() => {
          setDecided(null);
          decide.clear();
        }}
      />
    </Panel>
  );
}
