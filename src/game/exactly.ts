/** A type as JSON knows it: without brands and `readonly`. */
type Plain<T> = T extends string & { readonly brand: unknown }
  ? string
  : T extends readonly (infer Item)[]
    ? Plain<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Plain<T[Key]> }
      : T;

// Two of these are assignable to each other only when their types are identical.
type Probe<A> = <T>(value: T) => T extends A ? 1 : 2;
type Same<A, B> = Probe<A> extends Probe<B> ? true : false;

/** As zod's schemas have it. */
interface Schema {
  readonly _zod: { readonly output: unknown };
}

/** Lets a schema pass that gives just that type, member by member; any other does not compile. */
export function exactly<T>() {
  return <S extends Schema>(schema: Same<Plain<S["_zod"]["output"]>, Plain<T>> extends true ? S : never): S =>
    schema;
}
