import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import { ScanOutlined } from '#renderer/ui/icons.tsx';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useHotkeys } from '#renderer/ui/use-hotkeys.ts';

/** One scan of a label proves it, whatever its printer could tell; a void one is refused. */
export function ScanProof(): ReactNode {
  const { t } = useTranslation('printing');
  const [code, setCode] = useState('');
  const prove = useAct((text: string) => client.printing.scanLabel({ code: text }), {
    toast: (job) => t('proven', { number: job.trackingNumber ?? '' }),
    done: () => setCode(''),
  });
  useHotkeys({ f2: () => document.getElementById('scan-proof')?.focus() });
  return (
    <div className="stack-tight scan-proof">
      <Input
        id="scan-proof"
        aria-label={t('scanLabel')}
        prefix={<ScanOutlined />}
        suffix={<kbd>F2</kbd>}
        placeholder={t('scanLabel')}
        maxLength={200}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        onPressEnter={() => {
          if (code.trim() !== '') prove.run(code.trim());
          setCode('');
        }}
      />
      <ProblemNote problem={prove.problem} onClose={prove.clear} />
    </div>
  );
}
