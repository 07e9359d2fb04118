import { useCallback, useState, useSyncExternalStore } from 'react';
import type { OperationInput, OperationName, OperationOutput } from '../../electron/contract/operations.ts';
import type { QueryState } from './query-store.ts';
import { useServices } from './services.tsx';

const IDLE = { data: undefined, fault: null, loading: false } as const;

/** The current answer of a read operation; `null` as input asks nothing. */
export function useQuery<Name extends OperationName>(
  operation: Name,
  input: OperationInput<Name> | null,
): QueryState<Name> {
  const { queries } = useServices();
  const stable = useSameWhileEqual(input);
  const subscribe = useCallback(
    (listener: () => void) => (stable === null ? () => undefined : queries.watch(operation, stable, listener)),
    [queries, operation, stable],
  );
  const read = useCallback(
    (): QueryState<Name> => (stable === null ? IDLE : queries.read(operation, stable)),
    [queries, operation, stable],
  );
  return useSyncExternalStore(subscribe, read);
}

/** Like useQuery, but shows the last answer while the one for a new input is under way. */
export function useLastingQuery<Name extends OperationName>(
  operation: Name,
  input: OperationInput<Name> | null,
): QueryState<Name> {
  const state = useQuery(operation, input);
  const [last, setLast] = useState<OperationOutput<Name> | undefined>(undefined);
  if (state.data !== undefined && state.data !== last) {
    setLast(state.data);
  }
  return state.data === undefined && state.loading && input !== null ? { ...state, data: last } : state;
}

/** Several inputs of one operation at once, in order. */
export function useQueries<Name extends OperationName>(
  operation: Name,
  inputs: readonly OperationInput<Name>[],
): readonly QueryState<Name>[] {
  const { queries } = useServices();
  const stable = useSameWhileEqual(inputs);
  const [sameIfEqual] = useState(() => createMemory<QueryState<Name>>());
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = stable.map((input) => queries.watch(operation, input, listener));
      return () => {
        stops.forEach((stop) => {
          stop();
        });
      };
    },
    [queries, operation, stable],
  );
  const read = useCallback(
    (): readonly QueryState<Name>[] => sameIfEqual(stable.map((input) => queries.read(operation, input))),
    [queries, operation, stable, sameIfEqual],
  );
  return useSyncExternalStore(subscribe, read);
}

/** The same object for as long as its content is the same: inputs are written inline where they are used. */
function useSameWhileEqual<Value>(value: Value): Value {
  const [held, setHeld] = useState(value);
  if (held === value || JSON.stringify(held) === JSON.stringify(value)) {
    return held;
  }
  setHeld(value);
  return value;
}

/** Gives the list of before for as long as its members are the same, as useSyncExternalStore needs. */
function createMemory<Member>(): (list: readonly Member[]) => readonly Member[] {
  let last: readonly Member[] = [];
  return (list) => {
    const same = list.length === last.length && list.every((member, index) => member === last[index]);
    last = same ? last : list;
    return last;
  };
}
