import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { RESULT_TONES } from '#renderer/features/customs/data/result-tones.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import type { LessonView } from '#shared/contract/customs-data.ts';

interface Props {
  readonly lesson: LessonView;
  readonly busy: boolean;
  readonly onReview: () => void;
  readonly onDecide: (to: LessonView['state']) => void;
}

/** One refused parcel: what customs said, what today's rules say, what was decided. */
export function LessonCard({ lesson, busy, onReview, onDecide }: Props): ReactNode {
  const { t, i18n } = useTranslation('customs-data');
  const isLead = useHasRole('lead');
  const { outcome, findings, draft } = lesson;
  const isChinese = i18n.language === 'zh-CN';
  return (
    <article className="customs-draft stack-tight" aria-label={outcome.orderNumber}>
      <div className="row-between">
        <span className="row">
          <Link href={`/orders/${outcome.orderId}`}>
            <strong>{outcome.orderNumber}</strong>
          </Link>
          <Chip tone={RESULT_TONES[outcome.result]}>{t(`result.${outcome.result}`)}</Chip>
          <span>{outcome.territory}</span>
          <TimeText atMs={outcome.atMs} />
        </span>
        <span className="row">
          <Button loading={busy} onClick={onReview}>
            {t(lesson.reviewedAtMs === null ? 'learning.review' : 'learning.again')}
          </Button>
          {isLead && lesson.state === 'open' && (
            <>
              <Button onClick={() => onDecide('dismissed')}>{t('learning.dismiss')}</Button>
              <Button type="primary" onClick={() => onDecide('ruled')}>
                {t('learning.rule')}
              </Button>
            </>
          )}
          {isLead && lesson.state !== 'open' && (
            <Button onClick={() => onDecide('open')}>{t('learning.reopen')}</Button>
          )}
        </span>
      </div>
      <span>
        {t('learning.said')} {[outcome.reasonCode, outcome.reasonText].filter(Boolean).join(' · ') || '—'}
      </span>
      <ProblemNote problem={lesson.reviewProblem} />
      {findings !== null && findings.length > 0 && (
        <div>
          <strong>{t('learning.caught')}</strong>
          <ul>
            {findings.map((finding) => (
              <li key={`${finding.ruleId} ${finding.path}`}>
                <Chip tone={finding.severity === 'block' ? 'stop' : 'warn'}>{finding.ruleId}</Chip>{' '}
                {isChinese ? finding.textZh : finding.textEn}
              </li>
            ))}
          </ul>
        </div>
      )}
      {draft && (
        <div className="stack-tight">
          <strong>{t('learning.missed')}</strong>
          <span className="muted">{t('learning.draftHint')}</span>
          <code className="customs-draft">{JSON.stringify(draft, null, 2)}</code>
        </div>
      )}
      {lesson.decidedBy !== null && (
        <span className="muted">
          {t('learning.decided', { who: lesson.decidedBy, reason: lesson.reason })}{' '}
          <TimeText atMs={lesson.decidedAtMs} />
        </span>
      )}
    </article>
  );
}
