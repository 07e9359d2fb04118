import { useMemo } from 'react';
import { useQuery } from '../api/use-query.ts';
import { ExportScreen } from '../features/export/export-screen.tsx';
import { JobsBar } from '../features/jobs/jobs-bar.tsx';
import { Palette } from '../features/palette/palette.tsx';
import { ResultsScreen } from '../features/results/results-screen.tsx';
import { useSourceNews } from '../features/sources/use-source-news.ts';
import { SweepScreen } from '../features/sweep/sweep-screen.tsx';
import { WelcomeScreen } from '../features/welcome/welcome-screen.tsx';
import { useWorkspace } from '../state/workspace.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { Dialogs } from './dialogs.tsx';
import { DropTarget } from './drop-target.tsx';
import styles from './layout.module.css';
import { StartNotice } from './start-notice.tsx';
import { ReviewLayout, WorkLayout } from './three-parts.tsx';
import { TopBar } from './top-bar.tsx';
import { useAppCommands } from './use-app-commands.ts';
import { useKeyboard } from './use-keyboard.ts';

export function App() {
  useKeyboard();
  useAppCommands();
  useSourceNews();
  return (
    <div className={styles['app']}>
      <ConnectionBanner />
      <TopBar />
      <main className={styles['main']}>
        <CurrentScreen />
      </main>
      <JobsBar />
      <Dialogs />
      <DropTarget />
      <Palette />
    </div>
  );
}

function CurrentScreen() {
  const sources = useQuery('source/list', {});
  const screen = useWorkspace((state) => state.screen);
  const body = useMemo(() => {
    switch (screen) {
      case 'review':
        return <ReviewLayout />;
      case 'export':
        return (
          <WorkLayout>
            <ExportScreen />
          </WorkLayout>
        );
      case 'sweep':
        return (
          <WorkLayout>
            <SweepScreen />
          </WorkLayout>
        );
      case 'results':
        return (
          <WorkLayout>
            <ResultsScreen />
          </WorkLayout>
        );
    }
  }, [screen]);
  if (sources.data === undefined) {
    return <StartNotice fault={sources.fault} />;
  }
  return sources.data.length === 0 && screen === 'review' ? <WelcomeScreen /> : body;
}
