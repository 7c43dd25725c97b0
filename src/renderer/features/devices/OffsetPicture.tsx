import { Form } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const HEIGHT_PX = 130;
/** Space that labels leave free at their edges. */
const MARGIN_MM = 2;

/** Where the print lies on the label with the offsets of the form; red when it would run off the paper. */
export function OffsetPicture(): ReactNode {
  const { t } = useTranslation('devices');
  const width = numberOf(Form.useWatch<unknown>('widthMm'), 100);
  const height = numberOf(Form.useWatch<unknown>('heightMm'), 150);
  const x = numberOf(Form.useWatch<unknown>('offsetXMm'), 0);
  const y = numberOf(Form.useWatch<unknown>('offsetYMm'), 0);
  const isOff = Math.abs(x) > MARGIN_MM || Math.abs(y) > MARGIN_MM;
  const pad = 6;
  return (
    <svg
      role="img"
      aria-label={t(isOff ? 'offset.off' : 'offset.picture', { x, y })}
      height={HEIGHT_PX}
      viewBox={`${-pad} ${-pad} ${width + 2 * pad} ${height + 2 * pad}`}
    >
      <rect width={width} height={height} rx={2} fill="none" stroke="var(--line-strong)" strokeWidth={1} />
      <g
        transform={`translate(${x} ${y})`}
        fill="none"
        stroke={isOff ? 'var(--stop)' : 'var(--accent)'}
        strokeWidth={1}
      >
        <rect
          x={MARGIN_MM}
          y={MARGIN_MM}
          width={width - 2 * MARGIN_MM}
          height={height - 2 * MARGIN_MM}
          strokeDasharray="4 2"
        />
        <path d={`M${width / 2 - 8} ${height / 2}h16M${width / 2} ${height / 2 - 8}v16`} />
      </g>
    </svg>
  );
}

function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}
