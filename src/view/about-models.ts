import type { Link, PageBase, RoomRef } from "./models.ts";

export type AboutPage = PageBase & {
  readonly kind: "about";
  readonly heading: string;
  readonly room: RoomRef | undefined;
  readonly sections: readonly AboutSection[];
};

export type AboutSection = {
  readonly title: string;
  readonly paragraphs: readonly (readonly Inline[])[];
  /** A list below the paragraphs. */
  readonly items?: readonly (readonly Inline[])[];
};

/** Running text of our own with links in it. */
export type Inline = string | Link;
