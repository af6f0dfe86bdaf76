/** What decides whether search engines may list a room. Never whether it is published: that is another question. */
export type IndexingFacts = {
  /** The room's key `index` in the configuration. */
  readonly configured: boolean;
  /** The room's own state asks that it is not listed; undefined: not known, which counts as such a wish. */
  readonly refusedByRoom: boolean | undefined;
};

/** May search engines list the pages of a room? Both the operator and the room must agree; silence of the room is consent. */
export function judgeIndexing({ configured, refusedByRoom }: IndexingFacts): boolean {
  return configured && refusedByRoom === false;
}
