/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    /** The reading side: what every page asks for its one model. */
    readonly archive: import("./archive.ts").Archive;
  }
}
