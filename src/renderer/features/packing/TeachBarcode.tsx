import { Modal, Radio } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationSession } from '#renderer/features/packing/use-station-session.ts';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHasRole } from '#renderer/ui/use-has-role.ts';
import type { PackingState } from '#shared/contract/packing.ts';

/**
 * A code that no article has, scanned while a box is open: those who may say which article of the box it is, and it is counted.
 * Nothing for others.
 */
export function TeachBarcode({
  session,
  state,
}: {
  readonly session: StationSession;
  readonly state: PackingState;
}): ReactNode {
  const { t } = useTranslation('packing');
  const isLead = useHasRole('lead');
  const [isOpen, setOpen] = useState(false);
  const [skuId, setSkuId] = useState<string | null>(null);
  const code = session.problem?.code === 'ERR_PACKING_CODE_UNKNOWN' ? session.problem.data['code'] : null;
  const known = state.lines.flatMap((line) => (line.skuId === null ? [] : [{ ...line, skuId: line.skuId }]));
  const lines = known.filter((line, index) => known.findIndex(({ skuId: other }) => other === line.skuId) === index);
  const teach = useAct((input: { skuId: string; barcode: string }) => client.stock.teachBarcode(input), {
    toast: t('teach.done'),
    done: () => {
      setOpen(false);
      if (typeof code === 'string') session.scan(code, 'typed');
    },
  });
  if (!isLead || state.phase !== 'items' || typeof code !== 'string' || lines.length === 0) return null;
  const chosen = skuId ?? (lines.length === 1 ? (lines[0]?.skuId ?? null) : null);
  return (
    <>
      <button type="button" className="instruction-button" onClick={() => setOpen(true)}>
        {t('teach.open')}
      </button>
      <Modal
        open={isOpen}
        title={t('teach.title', { code })}
        okText={t('teach.ok')}
        cancelText={t('common:cancel')}
        okButtonProps={{ disabled: chosen === null }}
        confirmLoading={teach.busy}
        onOk={() => chosen !== null && teach.run({ skuId: chosen, barcode: code })}
        onCancel={() => setOpen(false)}
      >
        <p>{t('teach.intro')}</p>
        <Radio.Group
          value={chosen}
          onChange={(event) => setSkuId(String(event.target.value))}
          aria-label={t('teach.title', { code })}
        >
          <div className="stack-tight">
            {lines.map((line, index) => (
              <Radio key={line.skuId} value={line.skuId} autoFocus={index === 0}>
                <span className="mono">{line.skuCode}</span> {line.title}
              </Radio>
            ))}
          </div>
        </Radio.Group>
        <ProblemNote problem={teach.problem} onClose={teach.clear} />
      </Modal>
    </>
  );
}
