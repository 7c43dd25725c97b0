import { UserOutlined } from '#renderer/ui/icons.tsx';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BadgeListener } from '#renderer/features/sign-in/BadgeListener.tsx';
import { PinEntry } from '#renderer/features/sign-in/PinEntry.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { LanguageButton } from '#renderer/ui/LanguageButton.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { OperatorView } from '#shared/contract/auth.ts';
import './sign-in.css';

/** Who is working here: a tile per person, then the PIN. No name is ever typed. */
export function SignIn(): ReactNode {
  const { t } = useTranslation('shell');
  const [chosen, setChosen] = useState<OperatorView | null>(null);
  const operators = useQuery(orpc.auth.operators.queryOptions());
  const signIn = useAct((input: { operatorId: OperatorView['id']; pin: string }) => client.auth.signIn(input));
  const badge = useAct((code: string) => client.auth.signInWithBadge({ code }));
  const scanBadge = (code: string): void => {
    signIn.clear();
    badge.run(code);
  };
  const active = (operators.data?.operators ?? []).filter((operator) => operator.active);
  const pick = (operator: OperatorView): void => {
    signIn.clear();
    badge.clear();
    if (operator.hasPin) setChosen(operator);
    else signIn.run({ operatorId: operator.id, pin: '' });
  };
  return (
    <main className="sign-in">
      <div className="row sign-in-brand">
        <img src="./icon.svg" alt="" width="44" height="44" />
        <h1>{t('product')}</h1>
      </div>
      {chosen ? (
        <PinEntry
          name={chosen.name}
          busy={signIn.busy}
          problem={signIn.problem}
          onBack={() => setChosen(null)}
          onPin={(pin) => signIn.run({ operatorId: chosen.id, pin })}
        />
      ) : (
        <>
          <BadgeListener onScan={scanBadge} />
          <h2>{t('signIn.who')}</h2>
          <ProblemNote
            problem={operators.error ? problemOf(operators.error) : (signIn.problem ?? badge.problem)}
            onRetry={() => void operators.refetch()}
          />
          {operators.isLoading && <Skeleton active paragraph={{ rows: 2 }} style={{ maxWidth: 480 }} />}
          <div className="sign-in-tiles">
            {active.map((operator, index) => (
              <button
                key={operator.id}
                type="button"
                className="sign-in-tile"
                autoFocus={index === 0}
                onClick={() => pick(operator)}
              >
                <UserOutlined />
                <strong className="ellipsis">{operator.name}</strong>
                <span>{t(`role.${operator.role}`)}</span>
              </button>
            ))}
          </div>
          {active.some((operator) => operator.hasBadge) && <p className="muted">{t('signIn.badge')}</p>}
        </>
      )}
      <LanguageButton />
    </main>
  );
}
