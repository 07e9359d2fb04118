import { Splitter } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { AuditionPanel } from '../features/audition/audition-panel.tsx';
import { ReviewPanel } from '../features/review/review-panel.tsx';
import { LeftPanel } from '../features/sources/left-panel.tsx';
import styles from './layout.module.css';

const LEFT_PIXELS = 240;
/** The audition takes a third of the window, within what its controls need and what the table can spare. */
const RIGHT_SHARE = 0.328;
const RIGHT_LEAST = 400;
const RIGHT_MOST = 680;

/** Left: what there is. Middle: the list. Right: what one recording sounds and looks like. */
export function ReviewLayout() {
  const [rightPixels] = useState(() =>
    Math.round(Math.min(RIGHT_MOST, Math.max(RIGHT_LEAST, window.innerWidth * RIGHT_SHARE))),
  );
  return (
    <Splitter className={styles['parts'] ?? ''} lineSize={1} withHandle={false} handleColor="var(--em-line)">
      <Splitter.Pane defaultSize={`${LEFT_PIXELS}px`} min="208px" max="400px">
        <nav className={styles['left']} aria-label="Sources, runs and subsets">
          <LeftPanel />
        </nav>
      </Splitter.Pane>
      <Splitter.Pane defaultSize={100} min={20}>
        <section className={styles['middle']} aria-label="Recordings">
          <ReviewPanel />
        </section>
      </Splitter.Pane>
      <Splitter.Pane defaultSize={`${rightPixels}px`} min="360px" max="900px">
        <aside className={styles['right']} aria-label="Audition">
          <AuditionPanel />
        </aside>
      </Splitter.Pane>
    </Splitter>
  );
}

/** The same left part beside one wide working area. */
export function WorkLayout({ children }: { readonly children: ReactNode }) {
  return (
    <Splitter className={styles['parts'] ?? ''} lineSize={1} withHandle={false} handleColor="var(--em-line)">
      <Splitter.Pane defaultSize={`${LEFT_PIXELS}px`} min="208px" max="400px">
        <nav className={styles['left']} aria-label="Sources, runs and subsets">
          <LeftPanel />
        </nav>
      </Splitter.Pane>
      <Splitter.Pane defaultSize={100} min={20}>
        <section className={styles['work']}>{children}</section>
      </Splitter.Pane>
    </Splitter>
  );
}
