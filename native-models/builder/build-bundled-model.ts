import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { bundledManifest, bundledModelId } from './bundled-manifest.ts';
import { encodeBundledModel, fullBuild, heldOutAuroc, sampleAuroc, trainBundledModel } from './bundled-model.ts';
import { parameterCount } from './frog-network.ts';
import { formatModelCard } from './model-card.ts';

const folder = join(import.meta.dirname, '..', 'files');
const heldOutCount = 1000;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Writes text as the format check wants to find it. */
async function writeFormatted(name: string, text: string): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
}

async function writeFiles(parameters: Float64Array, bytes: Uint8Array): Promise<void> {
  const samples = sampleAuroc(parameters);
  const card = formatModelCard({
    trainingCount: fullBuild.examples,
    epochs: fullBuild.epochs,
    parameterCount,
    bytes: bytes.length,
    sha256: sha256(bytes),
    heldOutCount,
    heldOutAuroc: heldOutAuroc(parameters, heldOutCount),
    sampleCount: samples.count,
    sampleAuroc: samples.auroc,
  });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${bundledModelId}.onnx`), bytes);
  await writeFormatted(`${bundledModelId}.manifest.json`, JSON.stringify(bundledManifest, null, 2));
  await writeFormatted('MODEL-CARD.md', card);
  say(card);
}

async function main(): Promise<void> {
  const parameters = trainBundledModel({
    ...fullBuild,
    onEpoch: (epoch, loss) => say(`pass ${epoch + 1} of ${fullBuild.epochs}: loss ${loss.toFixed(4)}`),
  });
  const bytes = encodeBundledModel(parameters);
  const used = process.cpuUsage();
  say(`trained in ${((used.user + used.system) / 1e6).toFixed(0)} s of processor time`);
  if (!process.argv.includes('--check')) {
    await writeFiles(parameters, bytes);
    return;
  }
  const committed = await readFile(join(folder, `${bundledModelId}.onnx`));
  const same = sha256(committed) === sha256(bytes);
  say(
    same ? 'The committed model is what this source builds.' : 'The committed model differs from what was just built.',
  );
  process.exitCode = same ? 0 : 1;
}

await main();
