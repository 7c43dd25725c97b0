import '#renderer/app/styles/base.css';
import '#renderer/app/styles/center.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '#renderer/app/App.tsx';
import { loadChineseFont } from '#renderer/app/load-chinese-font.ts';
import { startI18n } from '#renderer/i18n/start-i18n.ts';
import { preferences } from '#renderer/ui/preferences.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

await Promise.all([startI18n(preferences.get().language), loadChineseFont()]);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
