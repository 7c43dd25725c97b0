import { useState } from 'react';
import { client } from '#renderer/rpc/client.ts';
import type { Act } from '#renderer/ui/use-act.ts';
import { useAct } from '#renderer/ui/use-act.ts';
import { preferences } from '#renderer/ui/preferences.ts';

export interface FirstPerson {
  readonly adminName: string;
  readonly pin: string | null;
  readonly stationName: string;
}

export interface FinishFirstRun extends Act<FirstPerson & { readonly demo: boolean }> {
  readonly recoveryKey: string;
}

/** Makes the first administrator, signs that person in at this window, and starts the demo store when it is wanted. */
export function useFinishFirstRun(done: () => void): FinishFirstRun {
  const [recoveryKey, setRecoveryKey] = useState('');
  const act = useAct(
    async ({ demo, ...person }: FirstPerson & { readonly demo: boolean }) => {
      // A second press after a failed sign-in must not found the workstation twice.
      const key =
        recoveryKey !== ''
          ? recoveryKey
          : (await client.system.finishFirstRun({ ...person, language: preferences.get().language })).recoveryKey;
      setRecoveryKey(key);
      await signIn(person);
      if (demo) await client.system.startDemo({ orders: 40 });
    },
    { done },
  );
  return { ...act, recoveryKey };
}

async function signIn(person: FirstPerson): Promise<void> {
  const { operator } = await client.system.status();
  if (operator) return;
  const { operators } = await client.auth.operators();
  const admin = operators.find((known) => known.name === person.adminName) ?? operators[0];
  if (admin) await client.auth.signIn({ operatorId: admin.id, pin: person.pin ?? '' });
}
