import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import 'uplot/dist/uPlot.min.css';
import '../styles/tokens.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connect } from '../api/connect.ts';
import { createServices, ServicesProvider } from '../api/services.tsx';
import { App } from './app.tsx';
import { CrashNotice } from './crash-notice.tsx';
import { contentNonce } from './nonce.ts';
import { theme } from './theme.ts';

const root = document.getElementById('root');
if (root !== null) {
  const services = createServices(connect());
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={contentNonce}>
        <ServicesProvider services={services}>
          <Notifications position="bottom-center" limit={3} />
          <CrashNotice>
            <App />
          </CrashNotice>
        </ServicesProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
