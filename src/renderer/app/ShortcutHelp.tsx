import { Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KEYED_ROUTES, ROUTES } from '#renderer/app/routes.tsx';
import './styles/search.css';

/** Keys by screen; the words stand in shell.json under `help.keys`. */
const GROUPS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  everywhere: [
    ['/', 'search'],
    ['Ctrl K', 'search'],
    ['Alt A', 'alerts'],
    ['?', 'help'],
    ['Esc', 'close'],
  ],
  lists: [
    ['↓ J', 'down'],
    ['↑ K', 'up'],
    ['Enter', 'open'],
    ['X', 'select'],
    ['PgUp PgDn', 'leaf'],
    ['Home End', 'ends'],
  ],
  queue: [
    ['F2', 'prove'],
    ['F8', 'pause'],
    ['Ctrl ↑ ↓', 'arrange'],
    ['Ctrl Home End', 'arrangeEnds'],
  ],
  packing: [
    ['F2', 'typeCode'],
    ['F3', 'countSecond'],
    ['F4', 'partial'],
    ['F4', 'weigh'],
    ['F5', 'box'],
    ['F6', 'weighByHand'],
    ['F7', 'hold'],
    ['F7', 'override'],
    ['F8', 'putBack'],
    ['F9', 'goOn'],
    ['F10', 'sound'],
    ['F11', 'fullScreen'],
  ],
  ask: [
    ['F4', 'printed'],
    ['F6', 'printAgain'],
    ['F7', 'void'],
  ],
  edit: [
    ['Ctrl S', 'save'],
    ['Ctrl Z', 'undo'],
    ['Ctrl Y', 'redo'],
    ['Ctrl D', 'duplicate'],
    ['Delete', 'remove'],
    ['← ↑ → ↓', 'nudge'],
    ['Alt ↑ ↓', 'moveRule'],
  ],
};

/** All shortcuts on one sheet. */
export function ShortcutHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('shell');
  return (
    <Modal open={open} onCancel={onClose} footer={null} width={1040} title={t('help.title')}>
      <div className="shortcut-list">
        {Object.entries(GROUPS).map(([group, keys]) => (
          <section key={group}>
            <h3>{t(`help.group.${group}`)}</h3>
            <dl>
              {keys.map(([key, name]) => (
                <KeyRow key={name} keys={key} words={t(`help.keys.${name}`)} />
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>{t('help.group.pages')}</h3>
          <dl>
            {ROUTES.slice(0, KEYED_ROUTES).map((route, index) => (
              <KeyRow key={route.path} keys={`Alt ${(index + 1) % 10}`} words={t(`nav.${route.name}`)} />
            ))}
          </dl>
        </section>
      </div>
    </Modal>
  );
}

function KeyRow({ keys, words }: { readonly keys: string; readonly words: string }): ReactNode {
  return (
    <>
      <dt className="row">
        {keys.split(' ').map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{words}</dd>
    </>
  );
}
