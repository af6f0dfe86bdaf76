/** Hides secrets in everything that is written, as the last step before it leaves the program. */
export type Secrets = {
  /** From now on this text is hidden, percent-encoded too. */
  readonly hide: (secret: string) => void;
  readonly mask: (text: string) => string;
};

/** Access tokens of known servers, and places where tokens of unknown form stand. */
const tokenForms = /\b(?:syt|mct|mat|mcr|syr)_[\w-]{8,}|(?<=\baccess_token=)[^\s&"']+|(?<=\bBearer )[\w.~+/-]{8,}=*/g;

export function createSecrets(): Secrets {
  const forms = new Set<string>();
  return {
    hide(secret) {
      // Shorter texts are no tokens, and hiding them would mangle words.
      if (secret.length < 6) return;
      for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) forms.add(form);
    },
    mask(text) {
      let masked = text;
      for (const form of forms) masked = masked.replaceAll(form, "***");
      return masked.replaceAll(tokenForms, "***");
    },
  };
}
