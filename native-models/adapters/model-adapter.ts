/** How a family of models wants its windows. One file a family, one line in the list. */
export interface ModelAdapter {
  readonly id: string;
  readonly label: string;
  /** Shape of the input tensor for `count` windows of `windowSamples` samples each. */
  inputShape(count: number, windowSamples: number): number[];
}
