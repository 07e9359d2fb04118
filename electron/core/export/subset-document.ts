import { hash } from 'node:crypto';
import * as z from 'zod';
import { describeRule } from '../subsets/rules/index.ts';
import type { ExportSubset } from './export-subset.ts';
import { manifestName, type ManifestEntry, type WrittenFile } from './manifest.ts';
import type { ExportPlan } from './plan-export.ts';

export const subsetDocumentName = 'subset.json';

const listedFileSchema = z.object({
  name: z.string(),
  bytes: z.int().nonnegative(),
  sha256: z.string(),
  modifiedMs: z.number(),
});
export type ListedFile = z.infer<typeof listedFileSchema>;

/** The part of `subset.json` by which Earmark knows its own folder again. */
const ownershipSchema = z.object({
  program: z.literal('earmark'),
  format: z.literal(1),
  /** Everything in the folder besides `subset.json` itself. */
  files: z.array(listedFileSchema),
  /** sha256 of the document without this last entry. */
  seal: z.string(),
});

export interface SubsetDocumentInput {
  readonly plan: Pick<ExportPlan, 'extent' | 'clipSeconds'>;
  readonly subset: ExportSubset;
  readonly entries: readonly ManifestEntry[];
  readonly manifest: WrittenFile;
  readonly programVersion: string;
  readonly exportedAt: string;
}

function sealOf(content: object): string {
  return hash('sha256', JSON.stringify(content));
}

function listed(name: string, written: WrittenFile): ListedFile {
  return { name, bytes: written.bytes, sha256: written.sha256, modifiedMs: written.modifiedMs };
}

/** Text of `subset.json`: what was selected, how and by whom, and every file of the folder with its size and sha256. */
export function subsetDocumentText(input: SubsetDocumentInput): string {
  const { subset, plan } = input;
  const content = {
    program: 'earmark',
    format: 1,
    programVersion: input.programVersion,
    exportedAt: input.exportedAt,
    subset: {
      name: subset.name,
      family: subset.family,
      folder: subset.folder,
      purpose: subset.settings.purpose,
      label: subset.settings.label,
      rule: subset.rule,
      ruleInWords: describeRule(subset.rule),
      denominator: { ...subset.settings.denominator, n: subset.counts.denominator },
      policy: subset.settings.policy,
      refill: subset.settings.refill,
      counts: subset.counts,
      reviewers: subset.reviewers,
      createdAt: subset.createdAt,
    },
    run: subset.run,
    model: subset.model,
    settings: { ...subset.settings, extent: plan.extent, clipSeconds: plan.clipSeconds },
    files: [
      listed(manifestName, input.manifest),
      ...input.entries.map(({ planned, written }) => listed(planned.exportedName, written)),
    ],
  };
  return `${JSON.stringify({ ...content, seal: sealOf(content) }, null, 2)}\n`;
}

/** The files that a `subset.json` lists, or null where the text is not Earmark's or was changed. */
export function readSubsetDocument(text: string): readonly ListedFile[] | null {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return null;
  }
  const ownership = ownershipSchema.safeParse(document);
  const entries = z.record(z.string(), z.unknown()).safeParse(document);
  if (!ownership.success || !entries.success) {
    return null;
  }
  const { seal, ...content } = entries.data;
  return sealOf(content) === seal ? ownership.data.files : null;
}
