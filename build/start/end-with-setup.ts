import { whenSetupGone } from '../setup/orphaned.mjs';

/**
 * Ends this program as SIGTERM does, in its order, when the npm or the setup that started it was killed and could not
 * say so. Called once, by the programs behind `npm run …:inner`.
 */
export function endWithSetup(): void {
  whenSetupGone(() => {
    process.kill(process.pid, 'SIGTERM');
  });
}
