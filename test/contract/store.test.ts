import { openStore } from "#store/open-store.ts";
import { storeContract } from "./store-contract.ts";

storeContract("SQLite", openStore);
