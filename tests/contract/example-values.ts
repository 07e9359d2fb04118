import type { LeakageCheck, LeakageImport, LeakageImported } from '../../electron/contract/leakage.ts';
import type { LibrarySummary } from '../../electron/contract/library.ts';
import type { Model } from '../../electron/contract/models.ts';
import type { Finding, RankedRecording } from '../../electron/contract/ranking.ts';
import type { ComparedRecording } from '../../electron/contract/run-comparison.ts';
import type { Job, Run } from '../../electron/contract/runs.ts';
import type { Recording, Source } from '../../electron/contract/sources.ts';
import type { SweepSpecification } from '../../electron/contract/sweeps.ts';
import type { SelectionSettings, Subset, Tier, TierCounts } from '../../electron/contract/subsets.ts';

/** One value of every shape of the contract, with the awkward parts in: nulls, accents, faults, whole float32 digits. */
export const source: Source = {
  id: 1,
  path: '/media/anna/SD CARD ü/DATA',
  name: 'DATA',
  role: 'negative',
  quality: null,
  site: 'Étang nord',
  recorder: '09',
  timeZone: null,
  channel: 2,
  mostChannels: 4,
  position: 0,
  addedAt: '2026-11-22T10:00:00.000Z',
  recordingCount: 20457,
  failedCount: 3,
  missingCount: 1,
  durationSeconds: 61371.25,
  lastScan: {
    at: '2026-11-22T10:00:05.000Z',
    known: 20445,
    added: 12,
    changed: 0,
    missing: 1,
    returned: 0,
    redated: 2,
    renamed: 1,
    unreadableFolders: 1,
    names: { named: 20_450, changed: 12, manifestFault: 'The manifest cannot be read.' },
  },
  online: true,
  nameRules: ['{label}_{quality}_*'],
  attributeManifest: null,
  timeRemarkCount: 2,
};

export const recording: Recording = {
  id: 7,
  sourceId: 1,
  relativePath: 'night 1/A_20240312_030000.WAV',
  fileName: 'A_20240312_030000.WAV',
  sizeBytes: 288044,
  modifiedAt: '2024-03-12T03:00:03.000Z',
  format: 'wav',
  sampleRate: 48000,
  channels: 4,
  channel: 2,
  bitsPerSample: 16,
  durationSeconds: 3,
  recordedAt: null,
  recorder: null,
  facts: {
    values: { position: { latitude: 52.146196, longitude: -4.4 }, battery: 'less than 2.5 V' },
    origins: { position: 'GUANO', battery: 'AudioMoth comment' },
    times: [{ time: '2024-03-12T03:00:00+01:00', origin: 'GUANO' }],
    others: [{ name: 'WA|Préfixe', value: 'Étang', origin: 'GUANO' }],
  },
  timeRemark: 'Recorded 03:00:00 (GUANO); the file name says 04:00:00.',
  attributes: { origin: 'rule', role: 'negative', quality: null, callType: 'grunt', site: 'ASU', recorder: '02' },
  warning: null,
  fault: { code: 'damaged-file', message: 'The file ends early.', detail: 'data chunk' },
};

export const rankedRecording: RankedRecording = {
  rank: 1,
  recordingId: 7,
  sourceId: 1,
  sourceName: 'DATA',
  relativePath: recording.relativePath,
  fileName: recording.fileName,
  recorder: null,
  recordedAt: null,
  durationSeconds: 3,
  state: 'scored',
  raw: Math.fround(2.7182817),
  confidence: 0.9381297,
  bestFromSeconds: 0,
  bestToSeconds: 3,
  verdict: 'absent',
  note: 'rain',
  fault: null,
  leak: 'strong',
  heldOut: null,
  copies: { count: 2, missing: 1 },
};

export const finding: Finding = {
  id: 4,
  recordingId: 7,
  label: 'RADR',
  verdict: null,
  reviewer: 'Anna',
  note: null,
  at: '2026-11-22T10:00:00.000Z',
};

export const model: Model = {
  id: 2,
  name: 'stage4_038',
  path: '/models/stage4_038.onnx',
  sha256: 'ab'.repeat(32),
  sizeBytes: 4_000_000,
  addedAt: '2026-11-22T10:00:00.000Z',
  bundled: false,
  manifest: {
    manifestVersion: 1,
    id: 'stage4-038',
    name: 'stage4_038',
    family: 'waveform',
    description: '',
    licence: '',
    sampleRate: 48000,
    windowSamples: 144000,
    hopSamples: 144000,
    input: { name: 'input' },
    outputs: { scores: 'output' },
    activation: 'sigmoid',
    levelNormalisation: 'none',
    suggestedTargets: ['RADR'],
    displayBands: { RADR: [100, 2500] },
  },
  labels: ['RADR', 'noise'],
};

export const run: Run = {
  id: 3,
  modelId: 2,
  modelName: 'stage4_038',
  modelSha256: model.sha256,
  name: 'first',
  labels: ['RADR'],
  settings: {
    hopSamples: 144000,
    windowSamples: 144000,
    sampleRate: 48000,
    levelNormalisation: 'none',
    topLabels: 5,
    sensitivity: 1.25,
    activation: null,
    imported: null,
  },
  sourceIds: [1],
  createdAt: '2026-11-22T10:00:00.000Z',
  total: 20457,
  scored: 20000,
  failed: 3,
  pending: 454,
};

export const compared: ComparedRecording = {
  recordingId: 7,
  sourceName: 'DATA',
  relativePath: recording.relativePath,
  fileName: recording.fileName,
  recorder: null,
  leftRank: 12.5,
  rightRank: 20001,
  leftRaw: 2.75,
  rightRaw: null,
  leftConfidence: 0.94,
  rightConfidence: 0,
};

export const job: Job = {
  id: 5,
  kind: 'score',
  title: 'Scoring DATA',
  state: 'running',
  done: 100,
  total: 20457,
  failed: 1,
  ratePerSecond: 41.5,
  audioSecondsPerSecond: 124.5,
  secondsLeft: null,
  createdAt: '2026-11-22T10:00:00.000Z',
  finishedAt: null,
  fault: null,
  runId: 3,
  sourceId: null,
};

export const settings: SelectionSettings = {
  runId: 3,
  label: 'RADR',
  purpose: 'negative',
  sourceIds: [1],
  denominator: { kind: 'detected', floor: 0.01 },
  policy: 'all-but-rejected',
  refill: false,
  apart: { otherSide: true, copies: true, sameNight: true, heldOut: true },
  nest: true,
  inner: [{ kind: 'pipeline', steps: [{ kind: 'threshold', threshold: 0.99 }, { kind: 'no-copies' }] }],
  roles: ['negative'],
  knownContents: [[1, 20_445]],
};

export const tier: Tier = {
  name: 'conf ≥ 0.99',
  folder: 'hardNeg/hardneg_conf_min_99',
  rule: { kind: 'threshold', threshold: 0.99, fourDecimals: false },
};

export const tierCounts: TierCounts = {
  denominator: 20457,
  failed: 3,
  otherQuality: 13,
  candidates: 475,
  selected: 470,
  approved: 12,
  rejected: 5,
  unsure: 1,
  unreviewed: 457,
  refilled: 0,
  tiesAtCut: 0,
  tiesSelected: 0,
  zeroScores: 0,
  cutConfidence: 0.990012,
  steps: [{ kind: 'threshold', words: 'confidence ≥ 0.99', files: 480 }],
  keptApart: { otherSide: 1, copies: 0, sameNight: 4, heldOut: 0 },
  notNested: 0,
  warnings: [],
};

export const subset: Subset = {
  id: 6,
  name: tier.name,
  family: 'hardNeg',
  folder: tier.folder,
  rule: tier.rule,
  ruleInWords: '≥ 0.99',
  settings,
  runName: 'first',
  createdAt: '2026-11-22T10:00:00.000Z',
  counts: tierCounts,
  contents: { unknown: 12, knownSince: 10, leaves: 2, enters: 1 },
};

export const leakageImport: LeakageImport = {
  importId: 8,
  modelId: 2,
  path: '/home/anna/training_package/selection_manifest.csv',
  format: 'selection-manifest',
  importedAt: '2026-11-22T10:00:00.000Z',
  rows: 12110,
  entries: { sha256: 0, fileNames: 12110, recordings: 12108, folders: 0 },
  splits: [{ split: 'train', rows: 12110, heldOut: false }],
};

export const leakageImported: LeakageImported = {
  ...leakageImport,
  skipped: 1,
  warnings: ['2 of 12110 rows state no recorder and time.'],
};

export const leakageCheck: LeakageCheck = {
  modelId: 2,
  modelName: 'stage4_038',
  provenance: 'known',
  note: '',
  total: 1030,
  counts: { exact: 0, strong: 2, weak: 51 },
  withoutRecorderOrTime: 3,
  withoutHash: 0,
  examples: [
    {
      recordingId: 7,
      sourceName: 'DATA',
      relativePath: 'x.wav',
      grade: 'strong',
      split: null,
      why: 'the same name as x.wav',
    },
  ],
  heldOut: {
    state: 'known',
    splits: [{ split: 'test_ood', heldOut: true, counts: { exact: 0, strong: 0, weak: 1 }, inTraining: null }],
    examples: [],
  },
  messages: ['2 of 1,030 recordings share name, recorder and time, or folder with training data of “stage4_038”.'],
};

export const specification: SweepSpecification = {
  stage: 5,
  out_dir: 'stage5',
  axes: { seed: [1, 2, 3], balance: [true, false], lowQualityFolder: [[], ['exports/bestLowQuality/small']] },
  base_params: { learning_rate: 0.0003, notes: null },
};

export const summary: LibrarySummary = {
  path: '/home/anna/Earmark',
  name: 'Earmark',
  applicationVersion: '0.1.0',
  reviewer: 'Anna',
  recordingCount: 20457,
  failedCount: 3,
  sourceCount: 1,
  runCount: 1,
  findingCount: 18,
  suggestedExportRoot: '/home/anna/Earmark/exports',
};
