import { MenuFoldOutlined, MenuUnfoldOutlined, QuestionCircleOutlined, SearchOutlined } from '#renderer/ui/icons.tsx';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { KEYED_ROUTES, ROUTES } from '#renderer/app/routes.tsx';
import { preferences, usePreferences } from '#renderer/ui/preferences.ts';

interface Props {
  readonly onSearch: () => void;
  readonly onHelp: () => void;
}

/** All pages, the search, the way to the shortcuts. Folds to icons for small screens. */
export function Sidebar({ onSearch, onHelp }: Props): ReactNode {
  const { t } = useTranslation('shell');
  const [location] = useLocation();
  const { sidebarFolded } = usePreferences();
  return (
    <nav className={sidebarFolded ? 'sidebar sidebar-folded' : 'sidebar'} aria-label={t('navigation')}>
      <div className="brand">
        <img src="./icon.svg" alt="" width="30" height="30" />
        <span className="sidebar-text">{t('product')}</span>
      </div>
      <button type="button" className="rail-button rail-search" onClick={onSearch} title={t('search.open')}>
        <SearchOutlined />
        <span className="sidebar-text grow">{t('search.open')}</span>
        <kbd className="sidebar-text">/</kbd>
      </button>
      <ul>
        {ROUTES.map((route, index) => (
          <li key={route.path}>
            <Link
              href={route.path}
              className="rail-button"
              aria-current={location.startsWith(route.path) ? 'page' : undefined}
              title={
                index < KEYED_ROUTES ? `${t(`nav.${route.name}`)} (Alt+${(index + 1) % 10})` : t(`nav.${route.name}`)
              }
            >
              {route.icon}
              <span className="sidebar-text">{t(`nav.${route.name}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <div className="sidebar-foot">
        <button type="button" className="rail-button" onClick={onHelp} title={t('help.open')}>
          <QuestionCircleOutlined />
          <span className="sidebar-text grow">{t('help.open')}</span>
          <kbd className="sidebar-text">?</kbd>
        </button>
        <button
          type="button"
          className="rail-button"
          aria-pressed={sidebarFolded}
          title={t('fold')}
          onClick={() => preferences.set({ sidebarFolded: !sidebarFolded })}
        >
          {sidebarFolded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
          <span className="sidebar-text">{t('fold')}</span>
        </button>
      </div>
    </nav>
  );
}
