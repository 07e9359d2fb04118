/** Adam with decoupled weight decay (Kingma and Ba 2015; Loshchilov and Hutter 2019) on one flat vector. */
export interface Adam {
  /** Moves `parameters` against `gradients` at this learning rate. */
  step(parameters: Float64Array, gradients: Float64Array, learningRate: number): void;
}

export function createAdam(size: number, weightDecay: number): Adam {
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  let steps = 0;
  return {
    step(parameters, gradients, learningRate) {
      steps += 1;
      const correctFirst = 1 - 0.9 ** steps;
      const correctSecond = 1 - 0.999 ** steps;
      for (let index = 0; index < size; index += 1) {
        const gradient = gradients[index] ?? 0;
        const mean = 0.9 * (first[index] ?? 0) + 0.1 * gradient;
        const square = 0.999 * (second[index] ?? 0) + 0.001 * gradient * gradient;
        first[index] = mean;
        second[index] = square;
        const value = parameters[index] ?? 0;
        const move = mean / correctFirst / (Math.sqrt(square / correctSecond) + 1e-8);
        parameters[index] = value - learningRate * (move + weightDecay * value);
      }
    },
  };
}
