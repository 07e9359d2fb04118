import type { EngineOperationName, OperationInput, OperationOutput } from '../../electron/contract/operations.ts';
import { operations } from '../../electron/contract/operations.ts';
import { unwrap } from '../../electron/contract/outcome.ts';
import type { EnginePort } from '../../electron/rpc/engine-port.ts';

/** An operation of the contract, its answer checked against the contract, its fault thrown. */
export type EarmarkCall = <Name extends EngineOperationName>(
  operation: Name,
  input: OperationInput<Name>,
) => Promise<OperationOutput<Name>>;

export function callThrough(engine: EnginePort): EarmarkCall {
  return async (operation, input) => {
    const value = unwrap(await engine.call(operation, input, new AbortController().signal));
    return operations[operation].output.parse(value) as never;
  };
}
