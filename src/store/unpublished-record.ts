/** A file of a site that the host has still to get or to lose. */
export type UnpublishedRecord = {
  readonly number: number;
  readonly path: string;
  /** Its artifact's kind; undefined: it has gone. */
  readonly kind: string | undefined;
  /** Something that was in it was taken away. */
  readonly isWithdrawn: boolean;
};
