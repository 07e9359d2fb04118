import { hash } from 'node:crypto';
import * as z from 'zod';
import { describeRule } from '../subsets/rules/index.ts';
import type { ExportSubset } from './export-subset.ts';
import type { ExportedFile, WrittenFile } from './exported-file.ts';
import type { ExportPlan, PlannedTier } from './plan-export.ts';

export const subsetDocumentName = 'subset.json';

const listedFileSchema = z.object({
  name: z.string(),
  bytes: z.int().nonnegative(),
  sha256: z.string(),
  modifiedMs: z.number(),
  /** Where a symbolic link points; absent of real files. */
  link: z.string().optional(),
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
  readonly plan: ExportPlan;
  readonly tier: PlannedTier;
  readonly files: readonly ExportedFile[];
  /** Tables of the folder, by name. */
  readonly tables: ReadonlyMap<string, WrittenFile>;
  readonly programVersion: string;
  readonly exportedAt: string;
}

function sealOf(content: object): string {
  return hash('sha256', JSON.stringify(content));
}

function listed(name: string, { bytes, sha256, modifiedMs, link }: WrittenFile): ListedFile {
  return { name, bytes, sha256, modifiedMs, ...(link === undefined ? {} : { link }) };
}

function described(subset: ExportSubset): object {
  const { settings, rule, counts } = subset;
  return {
    subset: {
      name: subset.name,
      family: subset.family,
      folder: subset.folder,
      origin: subset.origin,
      purpose: settings.purpose,
      label: settings.label,
      rule,
      ruleInWords: rule === null ? null : describeRule(rule),
      denominator: { ...settings.denominator, n: counts.denominator },
      policy: settings.policy,
      refill: settings.refill,
      counts,
      reviewers: subset.reviewers,
      createdAt: subset.createdAt,
    },
    run: subset.run,
    model: subset.model,
    settings,
  };
}

/** Which channel was taken of each source's recordings, in the order in which they rank. */
function channelsOf({ items }: PlannedTier): object[] {
  const bySource = new Map(items.map(({ member }) => [member.sourceName, member.channel ?? 'mix']));
  return [...bySource].map(([source, channel]) => ({ source, channel }));
}

function exportSettings({ plan, tier, files }: SubsetDocumentInput): object {
  return {
    layout: plan.layout.id,
    folder: tier.folder,
    method: plan.method,
    extent: plan.extent,
    clipSeconds: plan.clipSeconds,
    clipsPerRecording: plan.clipsPerRecording,
    clipConfidence: plan.clipConfidence,
    padClips: plan.padClips,
    sampleRate: plan.sampleRate,
    mono16: plan.mono16,
    channels: channelsOf(tier),
    files: files.length,
    copiesDropped: tier.copiesDropped.map(({ member, copyOf }) => ({
      source: member.sourceName,
      path: member.relativePath,
      copyOf: { source: copyOf.sourceName, path: copyOf.relativePath },
    })),
    leftOut: tier.leftOut.map(({ sourceName, relativePath }) => ({ source: sourceName, path: relativePath })),
  };
}

/**
 * Text of `subset.json`: what was selected, how and by whom, and every file of the folder with its size and sha256. A
 * folder into which several subsets were merged describes each of them under `subsets`.
 */
export function subsetDocumentText(input: SubsetDocumentInput): string {
  const { subsets } = input.tier;
  const [first] = subsets;
  const content = {
    program: 'earmark',
    format: 1,
    programVersion: input.programVersion,
    exportedAt: input.exportedAt,
    ...(first !== undefined && subsets.length === 1 ? described(first) : { subsets: subsets.map(described) }),
    export: exportSettings(input),
    files: [
      ...[...input.tables].map(([name, written]) => listed(name, written)),
      ...input.files.map(({ planned, written }) => listed(planned.exportedName, written)),
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
