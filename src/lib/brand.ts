declare const brand: unique symbol;

/** A value that was checked once and is told apart from its raw form by the compiler alone. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };
