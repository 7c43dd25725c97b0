import { useQuery } from '@tanstack/react-query';
import { Form } from 'antd';
import type { ReactNode } from 'react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '#renderer/rpc/client.ts';
import { darknessScale } from '#shared/model/print-darkness.ts';
import { SAMPLE_DATA } from '#shared/model/template-fields.ts';

const HEIGHT_PX = 190;
/** Space that labels leave free at their edges. */
const MARGIN_MM = 2;
const TEST_LABEL = 'test-label-100x150';
/** 203 dpi: enough for a picture of this size. */
const DOTS_PER_MM = 8;

/** The test label as it comes to lie on the paper with the offsets of the form; a red frame when it would run off the paper. */
export function OffsetPicture(): ReactNode {
  const { t } = useTranslation('devices');
  const clip = useId();
  const width = numberOf(Form.useWatch<unknown>('widthMm'), 100);
  const height = numberOf(Form.useWatch<unknown>('heightMm'), 150);
  const x = numberOf(Form.useWatch<unknown>('offsetXMm'), 0);
  const y = numberOf(Form.useWatch<unknown>('offsetYMm'), 0);
  const darkest = darknessScale(Form.useWatch<string | undefined>('languageId') ?? '')?.max ?? 1;
  // Only the tone of the picture follows from it.
  const darkness = numberOf(Form.useWatch<unknown>('darkness'), darkest / 2);
  const layout = useQuery(orpc.templates.get.queryOptions({ input: { ref: TEST_LABEL }, staleTime: Infinity })).data
    ?.layout;
  const label = useQuery({
    ...orpc.templates.preview.queryOptions({
      input: {
        layout: layout ?? NO_LAYOUT,
        data: TEST_DATA,
        dotsPerMm: DOTS_PER_MM,
      },
      staleTime: Infinity,
    }),
    enabled: layout !== undefined,
  }).data;
  const isOff = Math.abs(x) > MARGIN_MM || Math.abs(y) > MARGIN_MM;
  const pad = 6;
  return (
    <svg
      role="img"
      aria-label={t(isOff ? 'offset.off' : 'offset.picture', { x, y })}
      height={HEIGHT_PX}
      viewBox={`${-pad} ${-pad} ${width + 2 * pad} ${height + 2 * pad}`}
    >
      <clipPath id={clip}>
        <rect width={width} height={height} rx={2} />
      </clipPath>
      <rect width={width} height={height} rx={2} fill="#fff" stroke="var(--line-strong)" strokeWidth={1} />
      {label && layout && (
        <g clipPath={`url(#${clip})`}>
          <image
            href={`data:image/png;base64,${label.pngBase64}`}
            x={x}
            y={y}
            width={layout.widthMm}
            height={layout.heightMm}
            opacity={0.5 + Math.min(1, darkness / darkest) * 0.5}
          />
        </g>
      )}
      <rect
        x={x + MARGIN_MM}
        y={y + MARGIN_MM}
        width={width - 2 * MARGIN_MM}
        height={height - 2 * MARGIN_MM}
        fill="none"
        stroke={isOff ? 'var(--stop)' : 'var(--accent)'}
        strokeWidth={1}
        strokeDasharray="4 2"
      />
    </svg>
  );
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

const TEST_DATA = Object.fromEntries(
  Object.entries(SAMPLE_DATA.test).flatMap(([field, value]) => (typeof value === 'string' ? [[field, value]] : [])),
);

/** Stands for the layout until it is there; never drawn. */
const NO_LAYOUT = {
  id: TEST_LABEL,
  kind: 'test' as const,
  title: { en: '-', 'zh-CN': '-' },
  widthMm: 100,
  heightMm: 150,
  elements: [],
};
