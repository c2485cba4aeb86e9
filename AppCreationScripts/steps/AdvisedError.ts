/** A failure about which there is more to say than its cause tells: what was left behind, or what to do now. */
export class AdvisedError extends Error {
  override readonly name = "AdvisedError";

  constructor(
    readonly advice: string,
    cause: unknown,
  ) {
    super(advice, { cause });
  }
}
