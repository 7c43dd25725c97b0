import { Button, Checkbox, Input } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayField } from '#renderer/ui/DayField.tsx';
import { useToday } from '#renderer/features/customs/rules/use-today.ts';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';

const EMPTY = { from: 'XDR', to: 'CNY', rate: '', source: '' };

/** One rate; what is far from the known one is asked about again. */
export function RateForm(): ReactNode {
  const { t } = useTranslation('customs-rules');
  const today = useToday();
  const [form, setForm] = useState(EMPTY);
  const [chosenDay, setChosenDay] = useState('');
  const [isSure, setSure] = useState(false);
  const day = chosenDay === '' ? today : chosenDay;
  const enter = useAct(() => client.customsRules.enterRate({ ...form, day, isSure }), {
    toast: t('rates.entered'),
    done() {
      setForm({ ...form, rate: '' });
      setSure(false);
    },
  });
  const isReady = /^[A-Z]{3}$/.test(form.from) && /^[A-Z]{3}$/.test(form.to) && form.rate !== '';
  const field = (name: keyof typeof EMPTY, width: number, change: (text: string) => string = (text) => text) => (
    <Input
      aria-label={t(`rates.${name}`)}
      placeholder={t(`rates.${name}`)}
      style={{ width }}
      maxLength={name === 'source' ? 120 : 24}
      value={form[name]}
      onChange={(event) => setForm({ ...form, [name]: change(event.target.value) })}
      onPressEnter={() => isReady && enter.run(undefined)}
    />
  );
  const currency = (text: string) =>
    text
      .toUpperCase()
      .replaceAll(/[^A-Z]/g, '')
      .slice(0, 3);
  return (
    <div className="stack-tight">
      <div className="row">
        <span>1</span>
        {field('from', 90, currency)}
        <span>=</span>
        {field('rate', 140, (text) => text.trim())}
        {field('to', 90, currency)}
        <DayField label={t('rates.day')} value={day} onDay={setChosenDay} />
        {field('source', 220)}
        <Button type="primary" disabled={!isReady} loading={enter.busy} onClick={() => enter.run(undefined)}>
          {t('rates.enter')}
        </Button>
      </div>
      {enter.problem?.code === 'ERR_CUSTOMS_RATE_UNLIKELY' && (
        <Checkbox checked={isSure} onChange={(event) => setSure(event.target.checked)}>
          {t('rates.sure')}
        </Checkbox>
      )}
      <ProblemNote problem={enter.problem} onClose={enter.clear} />
    </div>
  );
}
