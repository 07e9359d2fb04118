/** How a family of models wants its windows. One file a family, one line in the list. */
export interface ModelAdapter {
  readonly id: string;
  readonly label: string;
  /** What the model's input is: samples, or a picture that the manifest's `image` makes of them. */
  readonly takes: 'samples' | 'image';
  /** True where the model takes one window at a time, without a batch dimension. */
  readonly isSingle: boolean;
  /** Shape of the tensor of samples for `count` windows of `windowSamples` samples each. */
  inputShape(count: number, windowSamples: number): number[];
}
