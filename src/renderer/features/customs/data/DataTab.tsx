import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportsPart } from '#renderer/features/customs/data/ExportsPart.tsx';
import { LearningPart } from '#renderer/features/customs/data/LearningPart.tsx';
import { ResultsPart } from '#renderer/features/customs/data/ResultsPart.tsx';
import { SetUpsPart } from '#renderer/features/customs/data/SetUpsPart.tsx';
import { useSessionState } from '#renderer/ui/use-session-state.ts';
import './customs-data.css';

const PARTS = ['exports', 'results', 'learning', 'setUps'] as const;

/** Files for customs, posts and brokers; what customs answered; what is learned from refusals. */
export function DataTab(): ReactNode {
  const { t } = useTranslation('customs-data');
  const [kept, setPart] = useSessionState('customs.data.part', 'exports');
  const part = PARTS.find((name) => name === kept) ?? 'exports';
  return (
    <div className="stack">
      <Segmented
        size="large"
        aria-label={t('parts')}
        value={part}
        onChange={setPart}
        options={PARTS.map((name) => ({ value: name, label: t(`part.${name}`) }))}
      />
      {part === 'exports' && <ExportsPart />}
      {part === 'results' && <ResultsPart />}
      {part === 'learning' && <LearningPart />}
      {part === 'setUps' && <SetUpsPart />}
    </div>
  );
}
