import type { Act } from '#main/usecases/actor.ts';
import { createOperator } from '#main/usecases/auth/manage-operators.ts';
import { listOperators } from '#main/usecases/auth/operator-view.ts';
import { signIn } from '#main/usecases/auth/sign-in.ts';
import { listSettings, setSetting } from '#main/usecases/settings/manage-settings.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { OperatorView } from '#shared/contract/auth.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Language } from '#shared/i18n/languages.ts';

export interface FirstRunAnswers {
  readonly adminName: string;
  readonly pin: string | null;
  readonly language: Language;
  readonly stationName: string;
}

/**
 * Closes the wizard: the first administrator, the language and the name of this station. Once only.
 * @throws AppError ERR_AUTH_ROLE_MISSING when the wizard was closed before; ERR_AUTH_PIN_WEAK, ERR_AUTH_PIN_WRONG, ERR_HOST_SETTING_INVALID
 */
export async function finishFirstRun(ctx: UseCaseContext, answers: FirstRunAnswers, act: Act): Promise<OperatorView> {
  assertFirstRun(ctx);
  // The wizard may break off after this step and be closed again: the person is not made twice.
  const known = listOperators(ctx.read).find(({ name, role }) => name === answers.adminName && role === 'admin');
  const { adminName: name, pin } = answers;
  // Knowing the name is not enough to be that person: the window is signed in afterwards.
  const admin = known
    ? await signIn(ctx, { operatorId: known.id, pin: pin ?? '' }, act)
    : await createOperator(ctx, { name, pin, role: 'admin' }, act);
  ctx.db.transaction(() => {
    const settings = new Map(listSettings(ctx.db).map((setting) => [setting.name, setting]));
    const set = (name: string, value: unknown): void => {
      const known = settings.get(name);
      // What is so already is no change, and leaves no line in its history.
      if (known?.value !== value) setSetting(ctx, { name, value, version: known?.version ?? 0 }, act);
    };
    set('language', answers.language);
    set('stationName', answers.stationName);
    set('firstRunDone', true);
  });
  return admin;
}

/** @throws AppError ERR_AUTH_ROLE_MISSING after the first run: what anyone may do then is an administrator's from now on */
export function assertFirstRun(ctx: Pick<UseCaseContext, 'read'>): void {
  if (readSetting(ctx.read, 'firstRunDone')) throw new AppError('ERR_AUTH_ROLE_MISSING', { needed: 'admin' });
}
