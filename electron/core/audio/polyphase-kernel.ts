/** The part of the WebAssembly interface that is used here; Node has it, the compiler's Node types do not. */
interface WebAssemblyInterface {
  Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: { readonly f: PolyphaseKernel } };
}
declare const WebAssembly: WebAssemblyInterface;

/** Filters `count` output samples; positions are bytes, coefficients float32. See `kernelSource` for what it does. */
export type PolyphaseKernel = (
  ...parameters: [
    input: number,
    coefficients: number,
    output: number,
    count: number,
    rowBytes: number,
    phases: number,
    step: number,
    phase: number,
  ]
) => void;

export interface KernelInstance {
  readonly memory: ArrayBuffer;
  readonly filter: PolyphaseKernel;
}

const pageBytes = 65536;

/**
 * V8 does one multiplication at a time in JavaScript and four in WebAssembly; this loop is nearly all of the work of
 * resampling. Assembled by hand from:
 *
 * (func (param $in i32) (param $coef i32) (param $out i32) (param $count i32)
 *       (param $row i32) (param $phases i32) (param $step i32) (param $phase i32)
 *       (local $x i32) (local $h i32) (local $end i32) (local $a v128) (local $b v128)
 *   loop $sample
 *     $x = $in;  $h = $coef + $phase * $row;  $end = $h + $row;  $a = 0;  $b = 0
 *     loop $taps
 *       $a += f32x4.mul (v128.load $x) (v128.load $h)
 *       $b += f32x4.mul (v128.load offset=16 $x) (v128.load offset=16 $h)
 *       $x += 32;  $h += 32
 *       br_if $taps ($h < $end)
 *     end
 *     $a += $b;  f32.store $out ((a0 + a1) + (a2 + a3));  $out += 4
 *     $phase += $step;  $in += 4 * ($phase / $phases);  $phase %= $phases
 *     br_if $sample (--$count)
 *   end)
 */
const kernelBytes =
  'AGFzbQEAAAABDAFgCH9/f39/f39/AAIIAQFlAW0CAAEDAgEABwUBAWYAAArVAQHSAQIDfwJ7A0AgACEIIAEgByAEbGoiCSAEaiEK/QwAAAAA' +
  'AAAAAAAAAAAAAAAAIQv9DAAAAAAAAAAAAAAAAAAAAAAhDANAIAsgCP0AAgAgCf0AAgD95gH95AEhCyAMIAj9AAIQIAn9AAIQ/eYB/eQBIQwg' +
  'CEEgaiEIIAlBIGoiCSAKSQ0ACyACIAsgDP3kASIL/R8AIAv9HwGSIAv9HwIgC/0fA5KSOAIAIAJBBGohAiAAIAcgBmoiByAFbkEEbGohACAH' +
  'IAVwIQcgA0EBayIDDQALCw==';

const kernelModule = new WebAssembly.Module(Buffer.from(kernelBytes, 'base64'));

/** The kernel with a memory of its own. */
export function instantiateKernel(bytes: number): KernelInstance {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) });
  return { memory: memory.buffer, filter: new WebAssembly.Instance(kernelModule, { e: { m: memory } }).exports.f };
}
