import { useCallback, useEffect, useRef, useState } from 'react';
import type { ImportProgress } from '../../../electron/contract/import.ts';
import type { OperationInput, OperationOutput } from '../../../electron/contract/operations.ts';
import type { Fault } from '../../../electron/contract/outcome.ts';
import { useServices } from '../../api/services.tsx';

type ImportOperation = 'import/preview' | 'import/scores';

export interface ImportWork<Name extends ImportOperation> {
  /** Resolves to null where it failed, was cancelled or another call took its place. */
  run(input: OperationInput<Name>): Promise<OperationOutput<Name> | null>;
  cancel(): void;
  readonly busy: boolean;
  readonly progress: ImportProgress | null;
  readonly fault: Fault | null;
  clearFault(): void;
}

let lastId = 0;

/** A long look at tables, or their import: with progress, and cancelled by the next one or when the dialog closes. */
export function useImportWork<Name extends ImportOperation>(operation: Name): ImportWork<Name> {
  const { client } = useServices();
  const [busy, setBusy] = useState(false);
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const current = useRef<AbortController | null>(null);
  const cancel = useCallback(() => {
    current.current?.abort();
  }, []);
  useEffect(() => cancel, [cancel]);

  const run = useCallback(
    async (input: OperationInput<Name>) => {
      current.current?.abort();
      const mine = new AbortController();
      current.current = mine;
      lastId += 1;
      const progressId = `${operation} ${lastId} ${performance.timeOrigin}`;
      const stop = client.on('import/progress', (heard) => {
        if (heard.progressId === progressId && current.current === mine) {
          setProgress(heard);
        }
      });
      setBusy(true);
      setProgress(null);
      setFault(null);
      const outcome = await client.call(operation, { ...input, progressId }, { signal: mine.signal });
      stop();
      if (current.current !== mine) {
        return null;
      }
      setBusy(false);
      setProgress(null);
      if (!outcome.ok && outcome.fault.code !== 'cancelled') {
        setFault(outcome.fault);
      }
      return outcome.ok ? outcome.value : null;
    },
    [client, operation],
  );
  const clearFault = useCallback(() => {
    setFault(null);
  }, []);
  return { run, cancel, busy, progress, fault, clearFault };
}
