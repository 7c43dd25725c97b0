import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRuleWords } from '#renderer/features/customs/rules/use-rule-words.ts';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import { ImportOutlined } from '#renderer/ui/icons.tsx';
import { Panel } from '#renderer/ui/Panel.tsx';
import { problemOf } from '#renderer/ui/problem.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';

/** Where the rules come from: the pack in force, those before it, a signed file for a newer one. */
export function PackPanel(): ReactNode {
  const { t } = useTranslation('customs-rules');
  const words = useRuleWords();
  const isAdmin = useHasRole('admin');
  const picker = useRef<HTMLInputElement>(null);
  const [undoing, setUndoing] = useState(false);
  const state = useQuery(orpc.customsRules.state.queryOptions());
  const inForce = state.data?.version ?? 0;
  const install = useAct(
    async (file: File) => client.customsRules.installPack({ content: await file.text(), inForce }),
    { toast: (output) => t('pack.installed', { version: output.version }) },
  );
  const undo = useAct((reason: string) => client.customsRules.undoPack({ inForce, reason }), {
    toast: (output) => t('pack.undone', { version: output.version }),
    done: () => setUndoing(false),
  });
  const adminHint = isAdmin ? undefined : t('common:adminOnly');
  return (
    <Panel
      title={t('pack.title')}
      extra={
        <>
          <Button
            icon={<ImportOutlined />}
            disabled={!isAdmin}
            title={adminHint}
            loading={install.busy}
            onClick={() => picker.current?.click()}
          >
            {t('pack.install')}
          </Button>
          {state.data?.isBuiltIn === false && (
            <Button disabled={!isAdmin} title={adminHint} onClick={() => setUndoing(true)}>
              {t('pack.undo')}
            </Button>
          )}
        </>
      }
    >
      <input
        ref={picker}
        type="file"
        accept=".json"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('pack.install')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) install.run(file);
          event.target.value = '';
        }}
      />
      <div className="stack">
        <ProblemNote
          problem={state.error ? problemOf(state.error) : install.problem}
          onClose={install.problem ? install.clear : undefined}
        />
        {state.data && (
          <p>
            <strong>{t(state.data.isBuiltIn ? 'pack.builtIn' : 'pack.own', { version: inForce })}</strong>{' '}
            {words(state.data.noteEn, state.data.noteZh)}
          </p>
        )}
        {state.data && (
          <p className="muted">
            {state.data.keyFingerprint === null
              ? t('pack.noKey')
              : t('pack.key', { fingerprint: state.data.keyFingerprint })}
          </p>
        )}
        {state.data && state.data.packs.length > 0 && (
          <table className="plain-table" aria-label={t('pack.history')}>
            <tbody>
              {state.data.packs.map((pack) => (
                <tr key={pack.version}>
                  <td className="mono">{pack.version}</td>
                  <td>
                    <TimeText atMs={pack.installedAtMs} long /> {pack.installedBy}
                  </td>
                  <td>
                    {pack.version === inForce && <Chip tone="go">{t('pack.inForce')}</Chip>}
                    {pack.undoneAtMs !== null && <Chip>{t('pack.undoneBy', { name: pack.undoneBy ?? '' })}</Chip>}
                    {!pack.isReadable && <Chip tone="warn">{t('pack.unreadable')}</Chip>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <ReasonDialog
        open={undoing}
        title={t('pack.undo')}
        intro={<p>{t('pack.undoIntro')}</p>}
        okText={t('pack.undo')}
        busy={undo.busy}
        problem={undo.problem}
        onOk={(reason) => undo.run(reason)}
        onCancel={() => setUndoing(false)}
      />
    </Panel>
  );
}
