// A reader's choice, kept in the browser. Without storage a choice lasts as long as the page.

export type RememberedChoice = { readonly read: () => boolean; readonly write: (on: boolean) => void };

/** A switch that is remembered under `name` for the whole site; `otherwise` holds until it is first used. */
export function rememberedChoice(name: string, { otherwise }: { readonly otherwise: boolean }): RememberedChoice {
  const key = `daybook-${name}`;
  let current = readStored(key) ?? otherwise;
  return {
    read: () => current,
    write: (on) => {
      current = on;
      store(key, on);
    },
  };
}

function readStored(key: string): boolean | undefined {
  try {
    const stored = localStorage.getItem(key);
    return stored === null ? undefined : stored === "on";
  } catch {
    return undefined; // the reader's settings refuse storage
  }
}

function store(key: string, on: boolean): void {
  try {
    localStorage.setItem(key, on ? "on" : "off");
  } catch {
    return; // the same
  }
}
