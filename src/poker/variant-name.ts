/** The games that `TABLE_VARIANT` names. */
export const VARIANT_NAMES = ["nlhe", "flhe", "plo", "plo5", "plo8", "flo8", "shortdeck"] as const;

export type VariantName = (typeof VARIANT_NAMES)[number];
