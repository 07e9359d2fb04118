import { notifications } from '@mantine/notifications';
import { useCallback, useState } from 'react';
import type { OperationInput, OperationName, OperationOutput } from '../../electron/contract/operations.ts';
import type { Fault, Outcome } from '../../electron/contract/outcome.ts';
import { useServices } from './services.tsx';

export interface Action<Name extends OperationName> {
  /** Resolves to the value, or to null where it failed and the person has been told. */
  run(input: OperationInput<Name>): Promise<OperationOutput<Name> | null>;
  readonly busy: boolean;
  readonly fault: Fault | null;
  clearFault(): void;
}

/** A changing operation, started by the person; `quiet` leaves showing the fault to the caller. */
export function useAction<Name extends OperationName>(operation: Name, quiet = false): Action<Name> {
  const { client } = useServices();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const run = useCallback(
    async (input: OperationInput<Name>) => {
      setBusy(true);
      setFault(null);
      const outcome = await client.call(operation, input);
      setBusy(false);
      if (outcome.ok) {
        return outcome.value;
      }
      setFault(outcome.fault);
      if (!quiet) {
        tellFault(outcome.fault);
      }
      return null;
    },
    [client, operation, quiet],
  );
  const clearFault = useCallback(() => {
    setFault(null);
  }, []);
  return { run, busy, fault, clearFault };
}

/** The value of a success; otherwise null, after telling the person. */
export function valueOrTell<Value>(outcome: Outcome<Value>): Value | null {
  if (outcome.ok) {
    return outcome.value;
  }
  tellFault(outcome.fault);
  return null;
}

export function tellFault(fault: Fault): void {
  if (fault.code !== 'cancelled') {
    notifications.show({ color: 'red', message: fault.message, autoClose: 10_000, withBorder: true });
  }
}

export function tellDone(message: string): void {
  notifications.show({ color: 'fen', message, autoClose: 4000, withBorder: true });
}
