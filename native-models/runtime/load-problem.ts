import { open } from 'node:fs/promises';

const headBytes = 64;

/** What the runtime says of a file it does not load, and what that means to the person who brought it; the first that fits. */
const refusals: readonly (readonly [RegExp, (path: string, found: string) => string])[] = [
  [
    /external data.*?"(?:.*[\\/])?(?<found>[^"\\/]+)"/isu,
    (path, found) =>
      `${path} keeps its weights in a second file, “${found}”, which is not beside it. Put both into one folder and try again.`,
  ],
  [
    /Opset (?<found>\d+) is under development/u,
    (path, found) =>
      `${path} is written in a newer version of ONNX (operator set ${found}) than Earmark reads. Export it with operator set 21 or lower.`,
  ],
  [
    /Unsupported model IR version: (?<found>\d+)/u,
    (path, found) =>
      `${path} is written in a newer version of ONNX (format ${found}) than Earmark reads. Export it with an older version of the exporter.`,
  ],
  [
    /No Op registered for (?<found>\S+)|(?<custom>\S+) is not a registered function\/op/u,
    (path, found) =>
      `${path} uses an operation that is not part of ONNX (“${found}”), so it runs only in the program that made it. Export it with standard operators.`,
  ],
  [
    /out of memory|bad_alloc|Failed to allocate memory/iu,
    (path) => `${path} does not fit into this machine’s memory. Close other programs, or use a smaller model.`,
  ],
];

/** Why a model file was not loaded, for the person: from the runtime's words, or from the first bytes of the file. */
export async function loadProblem(path: string, words: string): Promise<string> {
  for (const [pattern, message] of refusals) {
    const groups = pattern.exec(words)?.groups;
    if (groups !== undefined || pattern.test(words)) {
      return message(path, groups?.['found'] ?? groups?.['custom'] ?? '');
    }
  }
  return (
    textProblem(path, await headOf(path)) ??
    `${path} cannot be loaded as an ONNX model: it is cut off, damaged or something else. Copy it again, or export it as ONNX.`
  );
}

/** What people end up with in place of a model: a page about it, a stand-in of Git, nothing at all. */
function textProblem(path: string, head: string): string | null {
  if (head === '') {
    return `${path} is empty. Copy or download it again.`;
  }
  if (head.startsWith('version https://git-lfs')) {
    return `${path} is a stand-in that Git left in place of the model. Run “git lfs pull” in its folder, or download the file itself.`;
  }
  return /^\s*<(!doctype|html)/iu.test(head)
    ? `${path} is a web page, not a model. Use the link that downloads the file itself.`
    : null;
}

async function headOf(path: string): Promise<string> {
  const file = await open(path).catch(() => null);
  if (file === null) {
    return '?';
  }
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}
