import type { Command } from 'commander';
import { mostScorers, type ScorerSetting } from '../../contract/settings.ts';
import { stop } from '../lookup.ts';
import type { RegisterCommand } from './command.ts';

const origins: Readonly<Record<ScorerSetting['origin'], string>> = {
  suggested: 'what fits this machine',
  library: 'kept in the library',
  start: 'given with --scorers',
};

export const registerScorers: RegisterCommand = (program, context) => {
  program
    .command('scorers [count]')
    .description('how many files are scored side by side, one inference thread each; “auto” fits the machine')
    .action((count: string | undefined, _options: unknown, command: Command) =>
      context.run(command, async (session) => {
        const setting = await session.call('setting/scorers', count === undefined ? {} : { count: countOf(count) });
        const { suggested, origin } = setting;
        return {
          value: setting,
          lines: [`${setting.count} scorers (${origins[origin]}); ${suggested} fit this machine`],
        };
      }),
    );
};

function countOf(text: string): number | null {
  const count = Number(text);
  if (text === 'auto') {
    return null;
  }
  return Number.isInteger(count) && count >= 1 && count <= mostScorers
    ? count
    : stop('invalid-input', `Give a whole number from 1 to ${mostScorers}, or “auto”.`);
}
