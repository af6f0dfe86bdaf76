import type { Derived, MediaWish } from "#lib/safe-media.ts";
import type { DeriveLimits } from "./derive-limits.ts";
import type { SafeFolder } from "./write-safe-file.ts";

/** What the helper process is started with. */
export type HelperOrder = SafeFolder & { readonly limits: DeriveLimits };

/** One file for it. */
export type HelperTask = { readonly source: string; readonly wish: MediaWish };

export type HelperReport =
  | { readonly kind: "ready" }
  /** `tired`: it holds so much memory that a new one should take the next file. */
  | { readonly kind: "derived"; readonly derived: Derived; readonly tired: boolean }
  | { readonly kind: "too-much-memory" }
  /** No fault of the file: the disk is full, or the file is not there. */
  | { readonly kind: "problem"; readonly message: string };
