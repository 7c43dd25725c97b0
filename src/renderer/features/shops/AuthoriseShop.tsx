import { Button, Input, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/rpc/client.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import type { ShopId } from '#shared/model/ids.ts';

type Settings = Record<string, unknown>;

interface Props {
  readonly channelId: string;
  /** The whole address is needed, not the code alone. */
  readonly signsAnswer: boolean;
  /** Null while the shop is not connected: the credentials then go into the form. */
  readonly shopId: ShopId | null;
  readonly typed: () => { readonly config: Settings; readonly credentials: Settings };
  readonly onCredentials: (credentials: Settings) => void;
}

/** The seller lets the app in on the platform's own page; its code is exchanged for the credentials. */
export function AuthoriseShop({ channelId, signsAnswer, shopId, typed, onCredentials }: Props): ReactNode {
  const { t } = useTranslation('shops');
  const [redirectUri, setRedirectUri] = useState('');
  const [page, setPage] = useState<{ readonly address: string; readonly state: string } | null>(null);
  const [answer, setAnswer] = useState('');
  const input = () => ({ channelId, shopId, ...typed(), redirectUri: redirectUri.trim() });
  const open = useAct(() => client.shops.authorisePage(input()), { done: setPage });
  const exchange = useAct(() => client.shops.authorise({ ...input(), answer, state: page?.state ?? '' }), {
    toast: t(shopId === null ? 'shop.authorise.filledIn' : 'shop.authorise.stored'),
    done({ credentials }) {
      setPage(null);
      setAnswer('');
      if (credentials) onCredentials(credentials);
    },
  });
  return (
    <details className="expert">
      <summary>{t('shop.authorise.title')}</summary>
      <div className="stack">
        <p className="muted">{t(signsAnswer ? 'shop.authorise.hintWhole' : 'shop.authorise.hint')}</p>
        <label className="stack-tight">
          {t('shop.authorise.redirect')}
          <Input
            value={redirectUri}
            placeholder="https://"
            maxLength={400}
            onChange={(event) => setRedirectUri(event.target.value)}
          />
        </label>
        <Button style={{ alignSelf: 'flex-start' }} loading={open.busy} onClick={() => open.run(undefined)}>
          {t('shop.authorise.open')}
        </Button>
        <ProblemNote problem={open.problem} onClose={open.clear} />
        {page && (
          <>
            <Typography.Text copyable={{ text: page.address }} style={{ wordBreak: 'break-all' }}>
              <a href={page.address} target="_blank" rel="noreferrer noopener">
                {page.address}
              </a>
            </Typography.Text>
            <label className="stack-tight">
              {t(signsAnswer ? 'shop.authorise.answerWhole' : 'shop.authorise.answer')}
              <Input.TextArea
                autoSize
                value={answer}
                maxLength={4_000}
                onChange={(event) => setAnswer(event.target.value)}
              />
            </label>
            <Button
              style={{ alignSelf: 'flex-start' }}
              disabled={answer.trim() === ''}
              loading={exchange.busy}
              onClick={() => exchange.run(undefined)}
            >
              {t('shop.authorise.exchange')}
            </Button>
            <ProblemNote problem={exchange.problem} onClose={exchange.clear} />
          </>
        )}
      </div>
    </details>
  );
}
