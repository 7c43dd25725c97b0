import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input, Modal, Select } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { client, orpc } from '#renderer/rpc/client.ts';
import { Chip } from '#renderer/ui/Chip.tsx';
import type { Tone } from '#renderer/ui/Chip.tsx';
import type { Outputs } from '#renderer/ui/contract-types.ts';
import { Facts } from '#renderer/ui/Facts.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { savePdf } from '#renderer/ui/save-file.ts';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import { useStatusPart } from '#renderer/ui/use-status-part.ts';
import type { OperatorId } from '#shared/model/ids.ts';

export type Repair = Outputs['payments']['repairs']['repairs'][number];

const TONES: Readonly<Record<Repair['state'], Tone>> = {
  pending: 'warn',
  approved: 'go',
  rejected: 'stop',
  withdrawn: 'neutral',
};

/** A payment settled by hand: who said what, with which proof, and what the second person said of it. */
export function RepairCard({
  repair,
  withOrder,
}: {
  readonly repair: Repair;
  readonly withOrder?: boolean;
}): ReactNode {
  const { t } = useTranslation('payments');
  const format = useFormat();
  const own = useStatusPart(({ operator }) => operator?.id);
  const [deciding, setDeciding] = useState(false);
  const withdraw = useAct(() => client.payments.withdrawRepair({ id: repair.id }), { toast: t('repair.withdrawn') });
  const amount = format.money(repair.amountMinor, repair.currency);
  const differs = repair.amountMinor !== repair.order.totalMinor;
  return (
    <article className="stack-tight" aria-label={t('repair.title')}>
      <span className="row">
        {withOrder && (
          <Link href={`/orders/${repair.order.id}`} className="mono">
            {repair.order.displayNumber}
          </Link>
        )}
        <strong>{amount}</strong>
        <Chip tone={TONES[repair.state]}>{t(`repair.state.${repair.state}`)}</Chip>
      </span>
      {differs && (
        <span style={{ color: 'var(--warn)' }}>
          {t('repair.due', { amount: format.money(repair.order.totalMinor, repair.order.currency) })} ·{' '}
          {t('repair.differs')}
        </span>
      )}
      <Facts
        rows={[
          [
            t('repair.reference'),
            <span key="reference" className="mono">
              {repair.reference}
            </span>,
          ],
          [t('repair.note'), repair.note],
          [
            t('repair.first'),
            <span key="first">
              {repair.askedBy} · <TimeText atMs={repair.askedAtMs} />
            </span>,
          ],
          [
            t('repair.second'),
            repair.decidedAtMs === null ? (
              ''
            ) : (
              <span key="second">
                {repair.decidedBy} · <TimeText atMs={repair.decidedAtMs} />
                {repair.decideNote === '' ? '' : ` · ${repair.decideNote}`}
              </span>
            ),
          ],
        ]}
      />
      <span className="row">
        <Proof repair={repair} />
        {repair.state === 'pending' && (
          <Button type="primary" onClick={() => setDeciding(true)}>
            {t('repair.decide')}
          </Button>
        )}
        {repair.state === 'pending' && own === repair.askedById && (
          <Button loading={withdraw.busy} onClick={() => withdraw.run(undefined)}>
            {t('repair.withdraw')}
          </Button>
        )}
      </span>
      <ProblemNote problem={withdraw.problem} onClose={withdraw.clear} />
      {deciding && <Decision repair={repair} amount={amount} onClose={() => setDeciding(false)} />}
    </article>
  );
}

function Proof({ repair }: { readonly repair: Repair }): ReactNode {
  const { t } = useTranslation('payments');
  const [picture, setPicture] = useState<string | null>(null);
  const isPdf = repair.proof.mime === 'application/pdf';
  const open = useAct(() => client.payments.proof({ id: repair.id }), {
    done(proof) {
      if (isPdf) savePdf(proof.name, proof.contentBase64);
      else setPicture(`data:${proof.mime};base64,${proof.contentBase64}`);
    },
  });
  return (
    <>
      <Button loading={open.busy} title={t('repair.logged')} onClick={() => open.run(undefined)}>
        {t(isPdf ? 'repair.saveProof' : 'repair.showProof')}
      </Button>
      <ProblemNote problem={open.problem} onClose={open.clear} />
      <Modal
        open={picture !== null}
        title={repair.proof.name}
        footer={null}
        width={900}
        onCancel={() => setPicture(null)}
      >
        {picture && <img src={picture} alt={repair.proof.name} style={{ maxWidth: '100%' }} />}
      </Modal>
    </>
  );
}

interface DecisionValues {
  readonly operatorId: OperatorId;
  readonly pin: string;
  readonly note: string | undefined;
}

function Decision({
  repair,
  amount,
  onClose,
}: {
  readonly repair: Repair;
  readonly amount: string;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation('payments');
  const [form] = Form.useForm<DecisionValues>();
  const people = useQuery(orpc.payments.deciders.queryOptions()).data?.people ?? [];
  const others = people.filter((person) => person.hasPin && person.id !== repair.askedById);
  const decide = useAct(
    (input: DecisionValues & { decision: 'approve' | 'reject' }) =>
      client.payments.decideRepair({ id: repair.id, ...input, note: input.note ?? '' }),
    { toast: t('repair.decided'), done: onClose },
  );
  const submit = (decision: 'approve' | 'reject'): void =>
    void form.validateFields().then(
      (values) => decide.run({ ...values, decision }),
      () => undefined,
    );
  return (
    <Modal
      open
      title={`${t('repair.decideTitle')} · ${repair.order.displayNumber} · ${amount}`}
      onCancel={onClose}
      footer={
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button danger disabled={others.length === 0} loading={decide.busy} onClick={() => submit('reject')}>
            {t('repair.reject')}
          </Button>
          <Button type="primary" disabled={others.length === 0} loading={decide.busy} onClick={() => submit('approve')}>
            {t('repair.approve')}
          </Button>
        </div>
      }
    >
      <p>{t('repair.decideIntro')}</p>
      {others.length === 0 && <Alert type="warning" showIcon title={t('repair.nobody')} />}
      <Form form={form} layout="vertical" initialValues={{ note: '' }}>
        <Form.Item
          name="operatorId"
          label={t('repair.person')}
          rules={[{ required: true, message: t('repair.personNeeded') }]}
        >
          <Select options={others.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
        <Form.Item name="pin" label={t('repair.pin')} rules={[{ required: true, message: t('repair.pinNeeded') }]}>
          <Input.Password inputMode="numeric" autoComplete="off" maxLength={12} />
        </Form.Item>
        <Form.Item name="note" label={t('repair.note')}>
          <Input maxLength={300} />
        </Form.Item>
      </Form>
      <ProblemNote problem={decide.problem} onClose={decide.clear} />
    </Modal>
  );
}
