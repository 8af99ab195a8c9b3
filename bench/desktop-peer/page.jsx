import '@mantine/core/styles.css';
import { Button, MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';

createRoot(document.getElementById('root')).render(
  <MantineProvider>
    <Button>Bare</Button>
  </MantineProvider>,
);
