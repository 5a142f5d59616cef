/**
 * Secrets that tests put where an engineer's tools may meet them. Each is of a shape that Coveo or AWS gives out, and
 * none stands anywhere else in the project.
 */
export const PLANTED = {
  itemKey: 'xxa71c9e04-5b2d-4f60-9d31-7e8c2b6f1a05',
  metaKey: 'xxb83d0f15-6c3e-4071-8e42-8f9d3c702b16',
  nameKey: 'xxc94e1a26-7d4f-4182-9f53-90ae4d813c27',
  errorKey: 'xxda5f2b37-8e50-4293-8064-a1bf5e924d38',
  headerKey: 'xxeb603c48-9f61-43a4-9175-b2c06fa35e49',
  pasteKey: 'xxfc714d59-a072-44b5-8286-c3d170b46f5a',
  signature: '7d0e5c1b9a8f3642e6d7c8b5a4932f1e0d9c8b7a6f5e4d3c2b1a09f8e7d6c5b4',
  session: 'FwoGZXIvYXdzEPlantedForTestsOnlyq7Wn3Xr9Tz5Kb1Lm8Vc2',
} as const;

/** The places where `scripts/watched-server.mjs` is told to look for one more. */
export const PLANT = '/__watch/plant';
