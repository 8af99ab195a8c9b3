import '#renderer/start/no-eval.ts';
import '@mantine/core/styles.css';
import '#renderer/theme/fonts.ts';
import '#renderer/theme/tokens.css';
import '#renderer/theme/base.css';
import '#renderer/theme/mantine.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '#renderer/App.tsx';

const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
