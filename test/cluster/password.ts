export const PASSWORD = "the-password-of-redis";
