import { defineMiddleware } from "astro:middleware";

/** Gives pages of the development server their archive; the compiled site gets it from whoever renders it. */
export const onRequest = defineMiddleware(async ({ locals }, next) => {
  const openArchive = globalThis.daybookArchive;
  if (openArchive === undefined) throw new Error("The development server was started without Daybook's configuration");
  Object.assign(locals, { archive: await openArchive() });
  return next();
});
