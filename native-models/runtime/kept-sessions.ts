import { stat } from 'node:fs/promises';
import type { Outcome } from '../../electron/contract/outcome.ts';
import { openSession, type ModelSession } from './onnx-session.ts';

interface Kept {
  readonly session: ModelSession;
  /** Of the file and the settings it was loaded with: another one means that it must be loaded again. */
  readonly version: string;
}

/** A model and its head. */
const mostKept = 2;

/**
 * Sessions of model files that stay loaded while their files are unchanged, so that looking at a model and scoring with
 * it, with one setting after another, load it once. Whoever is handed one need not release it, and may use it until two
 * other files were opened. One call at a time.
 */
export class KeptSessions {
  /** By path, the one that was not used for longest first. */
  readonly #kept = new Map<string, Kept>();

  /** Errors: `model-unreadable`. */
  async open(path: string, threads: number): Promise<Outcome<ModelSession>> {
    const version = `${await versionOf(path)} ${threads}`;
    const known = this.#kept.get(path);
    this.#kept.delete(path);
    if (known?.version === version) {
      this.#kept.set(path, known);
      return { ok: true, value: lent(known.session) };
    }
    await known?.session.release();
    await this.#makeRoom();
    const opened = await openSession(path, threads);
    if (!opened.ok) {
      return opened;
    }
    this.#kept.set(path, { session: opened.value, version });
    return { ok: true, value: lent(opened.value) };
  }

  async #makeRoom(): Promise<void> {
    for (const [path, { session }] of this.#kept) {
      if (this.#kept.size >= mostKept) {
        this.#kept.delete(path);
        await session.release();
      }
    }
  }
}

async function versionOf(path: string): Promise<string> {
  const status = await stat(path, { bigint: true }).catch(() => null);
  return status === null ? 'missing' : `${status.ino} ${status.size} ${status.mtimeNs} ${status.ctimeNs}`;
}

/** The session without its release, which is the keeper's. */
function lent(session: ModelSession): ModelSession {
  return {
    inputMetadata: session.inputMetadata,
    outputMetadata: session.outputMetadata,
    run: session.run.bind(session),
    release: () => Promise.resolve(),
  };
}
