import { Option, type Command } from 'commander';
import { purposeSchema } from '../../contract/identifiers.ts';
import { decisionPolicySchema } from '../../contract/subsets.ts';
import type { Report } from '../output.ts';
import type { Session } from '../session.ts';
import { apartChoices, makeFamily, type FamilyOptions } from '../subsets/make-family.ts';
import {
  judgeAgain,
  removeSubsets,
  showLeftOut,
  showOverlap,
  showRules,
  showSubsets,
} from '../subsets/subset-reports.ts';
import type { RegisterCommand } from './command.ts';

const looks: Readonly<Record<string, (session: Session, names: readonly string[]) => Promise<Report>>> = {
  list: showSubsets,
  show: showSubsets,
  rules: showRules,
  overlap: showOverlap,
  'left-out': showLeftOut,
  'judge-again': judgeAgain,
  remove: removeSubsets,
};

const help = `
What:
  percent, threshold    the study’s families: best low-quality positives, hard negatives
  any other name        a family of the rules given with --rule, for example
                        subset quiet --purpose negative --rule "threshold 0.85" --then "per-night 20" --then no-copies
  rules                 every rule and its values
  list, show [SUBSET…]  what subsets hold
  overlap [SUBSET…]     what they share
  left-out SUBSET       what is kept apart from it
  judge-again SUBSET…   lets copies count that became known since it was made; nothing else changes a subset’s members
  remove SUBSET…        removes subsets; what was exported stays
`;

export const registerSubset: RegisterCommand = (program, context) => {
  program
    .command('subset <what> [subsets...]')
    .description('make a tier family, or look at subsets')
    .addHelpText('after', help)
    .option('--run <run>', 'name or number (default: the newest)')
    .option('--label <label>')
    .option('--source <source...>', 'whose recordings (default: those whose role fits)', [])
    .option('--any-role', 'also recordings that have the other role, by their name or a manifest')
    .option(
      '--quality <qualities>',
      'only of these: high, medium, low, none, with commas; any (default of percent: low, none)',
    )
    .option('--percent <percents...>', 'tiers of the percent family', [])
    .option('--threshold <confidences...>', 'tiers of the threshold family', [])
    .option('--rule <rules...>', 'own tiers, each a rule such as "threshold 0.85 then per-night 20"', [])
    .option('--then <rules...>', 'steps that every tier takes after its own', [])
    .option('--name <names...>', 'names of the tiers of --rule, in their order', [])
    .option('--folder <folder>', 'where own tiers are exported, for example bestLowQuality')
    .addOption(new Option('--purpose <purpose>').choices(purposeSchema.options))
    .option('--floor <confidence>', 'count N over recordings with a detection at or above this confidence')
    .addOption(new Option('--policy <policy>').choices(decisionPolicySchema.options).default('all-but-rejected'))
    .option('--refill', 'a rejected file frees its place for the next in rank')
    .option('--four-decimals', 'compare thresholds at 4 decimals, as BirdNET tables do')
    .addOption(
      new Option('--apart <what...>', 'what to keep out (default: all of it)').choices(apartChoices).default([]),
    )
    .option('--no-nest', 'larger tiers need not extend smaller ones')
    .option('--dry-run', 'count only')
    .action((what: string, names: readonly string[], options: FamilyOptions, command: Command) =>
      context.run(command, (session) => looks[what]?.(session, names) ?? makeFamily(session, what, options)),
    );
};
