/** Makes text fit for messages and logs. */
export type Mask = (text: string) => string;

/**
 * Replaces every occurrence of the token, plain or percent-encoded, by `***`. Servers may echo what they were sent, and what they say
 * ends up on terminals, so control characters go too.
 */
export function maskFor(token: string): Mask {
  const forms = [token, encodeURIComponent(token)].filter((form) => form !== "");
  return (text) => {
    const masked = forms.reduce((rest, form) => rest.replaceAll(form, "***"), text);
    return masked.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ");
  };
}
