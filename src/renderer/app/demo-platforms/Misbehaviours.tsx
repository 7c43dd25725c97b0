import { Button, InputNumber, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DemoShopCommand, DemoShopView } from '#shared/contract/demo-shops.ts';

const MOST_PERCENT = 100;
const USUAL_PERCENT = 20;

interface Props {
  readonly shop: DemoShopView;
  readonly onCommand: (command: DemoShopCommand) => void;
}

/** A switch for everything that the platform can do wrong, with one dose for those that are switched on next. */
export function Misbehaviours({ shop, onCommand }: Props): ReactNode {
  const { t } = useTranslation('shell');
  const canEnd = shop.misbehaviours.some((each) => each.misbehaviour === 'token-expiry' && each.notApplicable === null);
  const [percent, setPercent] = useState(USUAL_PERCENT);
  return (
    <>
      <div className="row">
        <InputNumber
          aria-label={t('demoPlatforms.dose')}
          min={1}
          max={MOST_PERCENT}
          value={percent}
          onChange={(value) => setPercent(value ?? USUAL_PERCENT)}
          suffix="%"
          style={{ width: 90 }}
        />
        <span className="muted grow">{t('demoPlatforms.doseHint')}</span>
        {canEnd && (
          <Button onClick={() => onCommand({ kind: 'behave', misbehaviour: 'token-expiry' })}>
            {t('demoPlatforms.authorise')}
          </Button>
        )}
        <Button onClick={() => onCommand({ kind: 'behave', misbehaviour: null })}>{t('demoPlatforms.behave')}</Button>
      </div>
      {shop.misbehaviours
        .filter(({ notApplicable }) => notApplicable === null)
        .map(({ misbehaviour, chance, struck }) => (
          <div key={misbehaviour} className="row">
            <Switch
              size="small"
              aria-label={t(`demoPlatforms.misbehaviour.${misbehaviour}`)}
              checked={chance !== null}
              onChange={(isOn) =>
                onCommand(
                  isOn
                    ? { kind: 'misbehave', misbehaviour, chance: percent / MOST_PERCENT }
                    : { kind: 'behave', misbehaviour },
                )
              }
            />
            <span className="grow">{t(`demoPlatforms.misbehaviour.${misbehaviour}`)}</span>
            <span className="muted">
              {chance === null ? '' : `${Math.round(chance * MOST_PERCENT)} %`}
              {struck > 0 ? ` · ${t('demoPlatforms.struck', { n: struck })}` : ''}
            </span>
          </div>
        ))}
    </>
  );
}
