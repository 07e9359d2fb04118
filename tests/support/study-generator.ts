import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as z from 'zod';

const answerSchema = z.array(z.object({ specification: z.string(), files: z.record(z.string(), z.string()) }));
const pythonCommand = 'python3';

/** Whether Python and PyYAML are here; says so where they are not, because those tests are skipped then. */
export function hasPythonYaml(): boolean {
  const isThere = spawnSync(pythonCommand, ['-c', 'import yaml']).status === 0;
  if (!isThere) {
    process.stderr.write(
      'skipped: comparison with PyYAML needs python3 with the package yaml (apt install python3-yaml)\n',
    );
  }
  return isThere;
}

function python(argumentsOf: readonly string[], input: unknown): unknown {
  const run = spawnSync(pythonCommand, [...argumentsOf], {
    input: JSON.stringify(input),
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
  });
  if (run.status !== 0) {
    throw new Error(`Python failed: ${run.stderr}`);
  }
  return JSON.parse(run.stdout);
}

/** What the study's generator writes for each of these specifications (YAML texts). */
export function studyFiles(texts: readonly string[]): z.infer<typeof answerSchema> {
  return answerSchema.parse(python([join(import.meta.dirname, 'study-generator.py')], texts));
}

const loadProgram = `
import json, sys, yaml
def load(text):
    try:
        value = yaml.safe_load(text)
    except Exception:
        return None
    kind = type(value).__name__
    return {"kind": kind, "text": yaml.safe_dump([value])[2:-1] if kind in ("int", "float", "bool", "NoneType") else value if kind == "str" else ""}
json.dump([load(text) for text in json.load(sys.stdin)], sys.stdout)
`;
const loadedSchema = z.array(z.object({ kind: z.string(), text: z.string() }).nullable());

/** What PyYAML reads each of these one-value documents as; null where it refuses. */
export function pythonLoaded(texts: readonly string[]): z.infer<typeof loadedSchema> {
  return loadedSchema.parse(python(['-c', loadProgram], texts));
}
