import type { Locator, Page } from '@playwright/test';

/** Where things are in the window. By role and name only: what a test cannot find so, a screen reader cannot either. */
export const locators = {
  dropZoneButton: (app: Page): Locator => app.getByRole('main').getByRole('button', { name: 'Choose a folder…' }),
  samplesButton: (app: Page): Locator => app.getByRole('button', { name: 'Try it with the sample recordings' }),
  screen: (app: Page, name: 'Review' | 'Export' | 'Sweep' | 'Results'): Locator =>
    app.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name }),
  dialog: (app: Page, title: string): Locator => app.getByRole('dialog', { name: title }),

  sources: (app: Page): Locator => app.getByRole('region', { name: 'Sources' }),
  source: (app: Page, name: string): Locator =>
    locators.sources(app).getByRole('button', { name: new RegExp(`^${name}`) }),
  failedLink: (app: Page): Locator => locators.sources(app).getByRole('button', { name: /cannot be read$/ }),
  runs: (app: Page): Locator => app.getByRole('region', { name: 'Runs' }),
  subsets: (app: Page): Locator => app.getByRole('region', { name: 'Subsets' }),
  subset: (app: Page, name: string): Locator =>
    locators.subsets(app).getByRole('button', { name: new RegExp(`^${name} `) }),

  grid: (app: Page): Locator => app.getByRole('grid', { name: 'Recordings' }),
  rows: (app: Page): Locator =>
    locators
      .grid(app)
      .getByRole('row')
      .filter({ has: app.getByRole('gridcell') }),
  selectedRow: (app: Page): Locator => locators.grid(app).getByRole('row', { selected: true }),
  row: (app: Page, place: number): Locator => locators.grid(app).locator(`[aria-rowindex="${place + 1}"]`),
  decision: (row: Locator): Locator => row.getByRole('gridcell').last(),
  count: (app: Page): Locator => app.getByRole('search').getByRole('status'),
  search: (app: Page): Locator => app.getByRole('textbox', { name: 'Search file names' }),
  show: (app: Page): Locator => app.getByRole('combobox', { name: 'Show' }),
  tier: (app: Page, name: string): Locator =>
    app.getByRole('table', { name: 'Tiers', exact: true }).getByRole('row', { name: new RegExp(name) }),
  tierHandle: (app: Page, name: string): Locator => app.getByRole('slider', { name: `Tier ${name}` }),

  audition: (app: Page): Locator => app.getByRole('complementary', { name: 'Audition' }),
  spectrogram: (app: Page): Locator => app.getByRole('img', { name: 'Spectrogram' }),
  play: (app: Page): Locator => app.getByRole('button', { name: 'Play', exact: true }),
  pause: (app: Page): Locator => app.getByRole('group', { name: 'Playback' }).getByRole('button', { name: 'Pause' }),
  windowStrip: (app: Page): Locator => app.getByRole('slider', { name: 'Window of the recording' }),
  decisionButton: (app: Page, name: 'Approve' | 'Reject' | 'Unsure'): Locator =>
    app.getByRole('group', { name: 'Decision' }).getByRole('button', { name }),

  jobs: (app: Page): Locator => app.getByRole('contentinfo', { name: 'Jobs' }),
  exportTargets: (app: Page): Locator =>
    app
      .getByRole('table', { name: 'Folders to be written' })
      .getByRole('row')
      .filter({ has: app.getByRole('cell') }),
  exportButton: (app: Page): Locator => app.getByRole('main').getByRole('button', { name: 'Export', exact: true }),
  experiments: (app: Page): Locator => app.getByRole('table', { name: 'Experiments' }),
};
