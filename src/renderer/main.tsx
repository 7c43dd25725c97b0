import '#renderer/app/styles/fonts.css';
import '#renderer/app/styles/base.css';
import '#renderer/app/styles/center.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '#renderer/app/App.tsx';
import { startI18n } from '#renderer/i18n/start-i18n.ts';
import { preferences } from '#renderer/ui/preferences.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

await startI18n(preferences.get().language);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
