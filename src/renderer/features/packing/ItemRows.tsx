import { CheckOutlined, UndoOutlined } from '#renderer/ui/icons.tsx';
import { Button } from 'antd';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ItemPicture } from '#renderer/features/packing/ItemPicture.tsx';
import type { StationSession } from '#renderer/features/packing/use-station-session.ts';
import { client } from '#renderer/rpc/client.ts';
import type { PackingState, UnitsInBox } from '#shared/contract/packing.ts';

type Line = PackingState['lines'][number];

/** What belongs in the box, counting down. Lines that are complete sink to the end; the last scanned one lights up. */
export function ItemRows({
  session,
  state,
}: {
  readonly session: StationSession;
  readonly state: PackingState;
}): ReactNode {
  const { t } = useTranslation('packing');
  const newest = session.log[0];
  const lines = [...state.lines]
    .filter((line) => line.dueQuantity > 0)
    .sort((a, b) => Number(isComplete(a)) - Number(isComplete(b)));
  return (
    <ul className="items" aria-label={t('items')}>
      {lines.map((line) => (
        <ItemRow
          key={line.id}
          line={line}
          lit={newest?.skuCode === line.skuCode && newest.problem === null}
          mayTakeOut={state.phase === 'items' && line.scannedQuantity > 0}
          act={session.act}
        />
      ))}
    </ul>
  );
}

interface RowProps {
  readonly line: Line;
  readonly lit: boolean;
  readonly mayTakeOut: boolean;
  readonly act: StationSession['act'];
}

/** Kept while its line is as it was: a scan changes one line, or two. */
const ItemRow = memo(function ItemRow({ line, lit, mayTakeOut, act }: RowProps): ReactNode {
  const { t } = useTranslation('packing');
  const takeOut = t('takeOut', { title: line.title });
  return (
    <li className={`item${isComplete(line) ? ' item-complete' : ''}${lit ? ' item-lit' : ''}`}>
      <ItemPicture line={line} />
      <div className="item-words">
        <div className="item-title">{line.title}</div>
        <div className="muted">
          <span className="mono">{line.skuCode}</span>
          {line.variant && ` · ${line.variant}`}
        </div>
        {line.units.map((units) => (
          <UnitsOfLot key={`${units.lot}/${units.expiry}/${units.serial}`} units={units} />
        ))}
      </div>
      {line.location && (
        <div className="item-location" title={t('location')}>
          {line.location}
        </div>
      )}
      {mayTakeOut && (
        <Button
          type="text"
          icon={<UndoOutlined />}
          aria-label={takeOut}
          title={takeOut}
          onClick={() => void act((stationId) => client.packing.unscan({ stationId, lineId: line.id }))}
        />
      )}
      <div className="item-count" aria-label={t('countOf', { scanned: line.scannedQuantity, due: line.dueQuantity })}>
        {isComplete(line) ? <CheckOutlined /> : <strong>{line.dueQuantity - line.scannedQuantity}</strong>}
        <span>{`${line.scannedQuantity} / ${line.dueQuantity}`}</span>
      </div>
    </li>
  );
});

/** What the code of a unit said about it: lot, date, serial number. */
function UnitsOfLot({ units }: { readonly units: UnitsInBox }): ReactNode {
  const { t } = useTranslation('packing');
  const { lot, expiry, serial, quantity } = units;
  const words = [
    lot !== null && t('unit.lot', { lot }),
    expiry !== null && t('unit.expiry', { expiry }),
    serial !== null && t('unit.serial', { serial }),
    quantity > 1 && `× ${quantity}`,
  ].filter((word) => word !== false);
  return <div className="item-unit">{words.join(' · ')}</div>;
}

function isComplete(line: Line): boolean {
  return line.scannedQuantity >= line.dueQuantity;
}
