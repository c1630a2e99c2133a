/** What is asked for in a dialog; `sit` null: any seat. */
export type Dialog = "help" | "deck" | "seat" | "topUp" | { readonly sit: number | null };
