import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '#renderer/rpc/client.ts';
import type { Inputs, Outputs } from '#renderer/ui/contract-types.ts';
import { Panel } from '#renderer/ui/Panel.tsx';
import { usePreferences } from '#renderer/ui/preferences.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import { PrintKind } from '#shared/contract/print-jobs.ts';

type Listed = Outputs['templates']['list'];
type Choice = Inputs['templates']['choose'];

/** Kinds that are printed of orders, goods and shelves with a template of ours. */
const CHOSEN_KINDS = PrintKind.exclude(['test', 'customs_paper']).options;

/** What each kind of document is printed with: for every shop, or for one. */
export function ChoicesPanel({ listed }: { readonly listed: Listed }): ReactNode {
  const { t } = useTranslation('templates');
  const { language } = usePreferences();
  const isLead = useHasRole('lead');
  const shops = useQuery(orpc.shops.list.queryOptions()).data?.shops ?? [];
  const [shopId, setShopId] = useState<string | null>(null);
  const shop = shops.find(({ id }) => id === shopId) ?? null;
  const choose = useAct((choice: Choice) => client.templates.choose(choice), { toast: t('chosen') });
  return (
    <Panel title={t('choices')}>
      <div className="stack-tight">
        <Select
          aria-label={t('forShop')}
          value={shopId ?? ''}
          onChange={(id) => setShopId(id === '' ? null : id)}
          options={[
            { value: '', label: t('everyShop') },
            ...shops.map((known) => ({ value: String(known.id), label: known.name })),
          ]}
          style={{ width: 320 }}
        />
        {CHOSEN_KINDS.map((kind) => {
          const chosen = listed.choices.find((choice) => choice.kind === kind && choice.shopId === (shop?.id ?? null));
          return (
            <div key={kind} className="template-choice">
              <span>{t(`document.${kind}`)}</span>
              <Select
                aria-label={t(`document.${kind}`)}
                value={chosen?.ref ?? ''}
                disabled={!isLead || choose.busy}
                onChange={(ref) => choose.run({ kind, shopId: shop?.id ?? null, ref: ref === '' ? null : ref })}
                options={[
                  { value: '', label: t(shop ? 'asEveryShop' : 'usual') },
                  ...listed.templates
                    .filter((template) => template.kind === kind)
                    .map((template) => ({
                      value: template.ref,
                      label: template.name[language],
                    })),
                ]}
              />
            </div>
          );
        })}
        <ProblemNote problem={choose.problem} onClose={choose.clear} />
      </div>
    </Panel>
  );
}
