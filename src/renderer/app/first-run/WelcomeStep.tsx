import { ExperimentOutlined, ShopOutlined } from '#renderer/ui/icons.tsx';
import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FinishFirstRun, FirstPerson } from '#renderer/app/first-run/use-finish-first-run.ts';
import { preferences, usePreferences } from '#renderer/ui/preferences.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useStatusPart } from '#renderer/ui/use-status-part.ts';
import { LANGUAGE_NAMES, LANGUAGES } from '#shared/i18n/languages.ts';

interface Props {
  readonly finish: FinishFirstRun;
  readonly onOwn: () => void;
  readonly onDemo: (person: FirstPerson) => void;
}

/** Language, then one of two big buttons. */
export function WelcomeStep({ finish, onOwn, onDemo }: Props): ReactNode {
  const { t } = useTranslation('first-run');
  const { language } = usePreferences();
  const demoAvailable = useStatusPart((status) => status.demoAvailable) ?? true;
  return (
    <>
      <Segmented
        size="large"
        aria-label={t('welcome.language')}
        value={language}
        onChange={(next) => preferences.set({ language: next })}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      />
      <p>{t('welcome.intro')}</p>
      <ProblemNote problem={finish.problem} onClose={finish.clear} />
      <div className="first-run-choices">
        {demoAvailable && (
          <button
            type="button"
            className="big-choice big-choice-primary"
            disabled={finish.busy}
            onClick={() =>
              onDemo({ adminName: t('welcome.demoName'), pin: null, stationName: t('welcome.demoStation') })
            }
          >
            <ExperimentOutlined />
            <strong>{t(finish.busy ? 'welcome.demoStarting' : 'welcome.demo')}</strong>
            <span>{t('welcome.demoHint')}</span>
          </button>
        )}
        <button type="button" className="big-choice" disabled={finish.busy} onClick={onOwn}>
          <ShopOutlined />
          <strong>{t('welcome.own')}</strong>
          <span>{t('welcome.ownHint')}</span>
        </button>
      </div>
    </>
  );
}
