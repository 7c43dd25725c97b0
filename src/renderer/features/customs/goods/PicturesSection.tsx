import { useQuery } from '@tanstack/react-query';
import { Button, Popconfirm, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GoodsView } from '#renderer/features/customs/goods/GoodsDrawer.tsx';
import { client, orpc } from '#renderer/rpc/client.ts';
import { PlusOutlined } from '#renderer/ui/icons.tsx';
import { readBase64 } from '#renderer/ui/read-base64.ts';
import { ProblemNote } from '#renderer/ui/ProblemNote.tsx';
import { RowProblems } from '#renderer/ui/RowProblems.tsx';
import { TimeText } from '#renderer/ui/TimeText.tsx';
import { useAct } from '#renderer/ui/use-act.ts';
import { useRowAct } from '#renderer/ui/use-row-act.ts';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { PictureKind } from '#shared/contract/customs-goods-parts.ts';
import type { SkuId } from '#shared/model/ids.ts';

type Picture = GoodsView['pictures'][number];

/** Pictures of the product and of its label, kept with the data they prove. */
export function PicturesSection({
  skuId,
  pictures,
}: {
  readonly skuId: SkuId;
  readonly pictures: readonly Picture[];
}): ReactNode {
  const { t } = useTranslation('customs-goods');
  const picker = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<PictureKind>('product');
  const add = useAct(
    async (file: File) => client.customsGoods.addPicture({ skuId, kind, contentBase64: await readBase64(file) }),
    { toast: t('picture.added') },
  );
  const pick = (chosen: PictureKind): void => {
    setKind(chosen);
    picker.current?.click();
  };
  return (
    <section className="stack" aria-label={t('section.pictures')}>
      <div className="row">
        {(['product', 'label'] as const).map((each) => (
          <Button key={each} icon={<PlusOutlined />} loading={add.busy} onClick={() => pick(each)}>
            {t(`picture.add_${each}`)}
          </Button>
        ))}
        <span className="muted">{t('picture.limits')}</span>
      </div>
      <input
        ref={picker}
        type="file"
        accept="image/png,image/jpeg"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t('section.pictures')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) add.run(file);
          event.target.value = '';
        }}
      />
      <ProblemNote problem={add.problem} onClose={add.clear} />
      {pictures.length === 0 && <p className="muted">{t('picture.none')}</p>}
      <RowProblems>
        <div className="goods-pictures">
          {pictures.map((picture) => (
            <PictureCard key={picture.id} picture={picture} />
          ))}
        </div>
      </RowProblems>
    </section>
  );
}

function PictureCard({ picture }: { readonly picture: Picture }): ReactNode {
  const { t } = useTranslation('customs-goods');
  const format = useFormat();
  const content = useQuery({
    ...orpc.customsGoods.picture.queryOptions({ input: { id: picture.id } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const remove = useRowAct(t(`picture.${picture.kind}`), () => client.customsGoods.removePicture({ id: picture.id }), {
    toast: t('picture.removed'),
  });
  return (
    <figure className="goods-picture">
      {content.data ? (
        <img src={`data:${picture.mime};base64,${content.data.contentBase64}`} alt={t(`picture.${picture.kind}`)} />
      ) : (
        <Skeleton.Image active />
      )}
      <figcaption>
        <strong>{t(`picture.${picture.kind}`)}</strong>
        <small className="muted">
          {picture.width} × {picture.height} · {format.bytes(picture.bytes)} · {picture.addedBy}{' '}
          <TimeText atMs={picture.addedAtMs} />
        </small>
        <Popconfirm
          title={t('picture.removeSure')}
          okText={t('common:remove')}
          cancelText={t('common:cancel')}
          onConfirm={() => remove.run(undefined)}
        >
          <Button size="small" loading={remove.busy}>
            {t('common:remove')}
          </Button>
        </Popconfirm>
      </figcaption>
      <ProblemNote problem={remove.problem} onClose={remove.clear} />
    </figure>
  );
}
