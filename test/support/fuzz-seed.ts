import fc from "fast-check";

// Loaded before each test file of `npm run fuzz`: properties that name no seed of their own take this one.
const seed = Number(process.env["DAYBOOK_TEST_SEED"]);
if (Number.isSafeInteger(seed)) fc.configureGlobal({ seed });
