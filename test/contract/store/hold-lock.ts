import { openStore } from "#store/open-store.ts";

/** Run as a process of its own: takes the lock, says so, and holds it until it is killed. */
const [folder = "", name = ""] = process.argv.slice(2);
const store = await openStore({ folder });
await store.lock(name, "The lock is taken already");
console.log("held");
setInterval(() => undefined, 60_000);
